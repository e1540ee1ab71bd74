import type { OAuthApplication } from 'clerklet'
import { entry, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'
import { OAuthError } from './oauthErrors.ts'

/** A validated authorization request: RFC 6749 §4.1.1, with PKCE, OpenID Connect and resource indicators. */
export interface AuthorizationRequest {
  scopes: string[]
  codeChallenge: string | null
  nonce: string | null
  resources: string[]
  /** The prompts, such as `none`, `login` and `consent`. */
  prompts: string[]
}

/** The client that requests authorization, and the redirect URI for the response. */
export interface AuthorizationClient {
  application: OAuthApplication
  redirectUri: string
  /** The `state` that is returned to the client. */
  state: string | null
}

/** Returns the application with a client id, if any. */
export function applicationWith(
  { oauthApplications }: State,
  clientId: string,
): OAuthApplication | undefined {
  return [...oauthApplications].find(({ client_id }) => client_id === clientId)
}

/**
 * Reads the client and the redirect URI of an authorization request. Errors are not sent to the redirect URI, which may belong
 * to an attacker.
 *
 * @throws {Refusal} 400 when the client is unknown, or has not registered the redirect URI. A request without a redirect URI is
 *   refused unless the client has registered exactly one.
 */
export function readAuthorizationClient(
  state: State,
  params: URLSearchParams,
): AuthorizationClient {
  const clientId = params.get('client_id') ?? ''
  const application = applicationWith(state, clientId)
  if (!application) {
    throw new Refusal(
      400,
      entry('oauth_client_not_found', 'Client not found', `No OAuth client has id ${clientId}.`),
    )
  }
  const registered = application.redirect_uris ?? []
  const named = params.get('redirect_uri')
  const redirectUri = named ?? (registered.length === 1 ? registered[0] : undefined)
  if (redirectUri === undefined || !registered.includes(redirectUri)) {
    throw new Refusal(
      400,
      entry(
        'oauth_redirect_uri_mismatch',
        'Redirect URI mismatch',
        `redirect_uri must be one of those of the client: ${registered.join(', ')}`,
      ),
    )
  }
  return { application, redirectUri, state: params.get('state') }
}

/**
 * Reads and validates an authorization request.
 *
 * @throws {OAuthError} when the request is invalid. The client receives the error by a redirect.
 */
export function readAuthorization(
  { settings }: State,
  { application, state }: AuthorizationClient,
  params: URLSearchParams,
): AuthorizationRequest {
  if (params.get('response_type') !== 'code') {
    throw new OAuthError('unsupported_response_type', 'response_type must be code.')
  }
  if ((params.get('response_mode') ?? 'query') !== 'query') {
    throw new OAuthError('invalid_request', 'The emulator supports response_mode=query only.')
  }
  const codeChallenge = params.get('code_challenge')
  if (codeChallenge && params.get('code_challenge_method') !== 'S256') {
    throw new OAuthError('invalid_request', 'code_challenge_method must be S256.')
  }
  const needsPkce =
    application.public || application.pkce_required || settings.oauth_applications.pkce_required
  if (needsPkce && !codeChallenge) {
    throw new OAuthError('invalid_request', 'The client must use PKCE: code_challenge is missing.')
  }
  if (!codeChallenge && (state ?? '').length < 8) {
    throw new OAuthError('invalid_request', 'Without PKCE, state must have at least 8 characters.')
  }
  const scopes = wordsOf(params.get('scope') ?? 'profile email')
  const granted = wordsOf(application.scopes)
  const unknown = scopes.filter((one) => !granted.includes(one))
  if (unknown.length) {
    throw new OAuthError(
      'invalid_scope',
      `The client may ask for ${granted.join(' ')}, not for ${unknown.join(' ')}.`,
    )
  }
  return {
    scopes,
    codeChallenge,
    nonce: params.get('nonce'),
    resources: readResources(params),
    prompts: wordsOf(params.get('prompt') ?? ''),
  }
}

/**
 * Reads the URLs of the resource servers in a request.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8707 RFC 8707}
 * @throws {OAuthError} `invalid_target` when a resource is not an absolute URL without a fragment.
 */
export function readResources(params: URLSearchParams): string[] {
  const resources = params.getAll('resource')
  for (const resource of resources) {
    if (URL.canParse(resource) && !resource.includes('#')) continue
    throw new OAuthError('invalid_target', 'resource must be an absolute URL without a fragment.')
  }
  return resources
}

function wordsOf(text: string): string[] {
  return [...new Set(text.split(' ').filter(Boolean))]
}
