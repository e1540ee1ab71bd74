import type { OAuthApplication } from 'clerklet'
import { Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'
import { addOAuthApplication } from './oauthApplications.ts'
import { OAuthError } from './oauthErrors.ts'

const METHODS = ['client_secret_basic', 'client_secret_post', 'none'] as const

/** The response to a client that registered itself: RFC 7591 §3.2.1. */
export interface Registration {
  application: OAuthApplication
  /** Undefined for a public client. */
  secret: string | undefined
  authMethod: (typeof METHODS)[number]
}

/**
 * Registers a client dynamically.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7591 RFC 7591}
 * @throws {OAuthError} when the metadata is malformed, or dynamic registration is disabled.
 */
export function registerClient(state: State, metadata: unknown): Registration {
  if (!state.settings.oauth_applications.dynamic_oauth_client_registration) {
    throw new OAuthError(
      'access_denied',
      'Clients may not register themselves: set dynamic_oauth_client_registration in the OAuth settings of the instance.',
      422,
    )
  }
  if (typeof metadata !== 'object' || metadata === null) {
    throw new OAuthError('invalid_client_metadata', 'The body must be a JSON object.')
  }
  const { redirect_uris, client_name, scope, token_endpoint_auth_method } = metadata as Record<
    string,
    unknown
  >
  if (!Array.isArray(redirect_uris) || !redirect_uris.length || !redirect_uris.every(isRedirect)) {
    throw new OAuthError(
      'invalid_redirect_uri',
      'redirect_uris must be a list of https URLs, http URLs of this machine, or URLs of an app’s own scheme.',
    )
  }
  const asked = token_endpoint_auth_method ?? 'client_secret_basic'
  const authMethod = METHODS.find((method) => method === asked)
  if (!authMethod) {
    throw new OAuthError(
      'invalid_client_metadata',
      `token_endpoint_auth_method must be one of ${METHODS.join(', ')}.`,
    )
  }
  try {
    const client_id = state.newId('client').slice(7)
    const application = addOAuthApplication(state, {
      client_id,
      name: typeof client_name === 'string' && client_name ? client_name : client_id,
      redirect_uris,
      dynamically_registered: true,
      public: authMethod === 'none',
      ...(typeof scope === 'string' && scope && { scopes: scope }),
    })
    return { application, secret: state.secrets.get(application.id), authMethod }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new OAuthError('invalid_client_metadata', `${error.errors[0]?.long_message}`)
  }
}

/**
 * Whether a redirect URI is allowed (RFC 8252 §7). Refuses URIs with a fragment, `http` to any host but the user's own machine,
 * and schemes such as `javascript:` and `file:`.
 */
function isRedirect(uri: unknown): uri is string {
  if (typeof uri !== 'string' || !URL.canParse(uri) || uri.includes('#')) return false
  const { protocol, hostname } = new URL(uri)
  if (protocol === 'http:') return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
  return !['javascript:', 'data:', 'file:', 'blob:', 'vbscript:'].includes(protocol)
}
