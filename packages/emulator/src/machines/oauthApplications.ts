import type {
  CreateOAuthApplicationParams,
  OAuthApplication,
  UpdateOAuthApplicationParams,
} from 'clerklet'
import { invalid, notFound } from '../core/errors.ts'
import { forgetImages } from '../core/images.ts'
import { inFull } from '../core/links.ts'
import { checkOAuthScopes } from '../core/oauthScopes.ts'
import { checkLength } from '../core/params.ts'
import { dropSecret, keepSecret } from '../core/secrets.ts'
import { take } from '../core/settings.ts'
import type { State } from '../state.ts'
import { forgetGrants } from './oauthGrants.ts'

/** An OAuth application in a seed: the parameters of `createOAuthApplication`, and optionally fields that the API sets. */
export interface OAuthApplicationSeed extends CreateOAuthApplicationParams {
  /** Default: a new id. */
  id?: string | undefined
  /** Default: a new id. */
  client_id?: string | undefined
  /** Default: a new secret. A public client has no secret. */
  client_secret?: string | undefined
  /** Whether the client registered itself. Default: `false`. */
  dynamically_registered?: boolean | undefined
}

/** Returns the application with an id. Refuses an unknown id with 404. */
export function oauthApplicationOf({ oauthApplications }: State, id: string): OAuthApplication {
  const application = oauthApplications.get(id)
  if (!application) throw notFound(`No OAuth application was found with id ${id}`)
  return application
}

/** Returns an application as the API sends it. */
export function sendOAuthApplication(
  state: State,
  application: OAuthApplication,
): OAuthApplication {
  const {
    authorize_url,
    token_fetch_url,
    user_info_url,
    discovery_url,
    token_introspection_url,
    ...rest
  } = application
  return {
    ...rest,
    authorize_url: inFull(state, authorize_url),
    token_fetch_url: inFull(state, token_fetch_url),
    user_info_url: inFull(state, user_info_url),
    discovery_url: inFull(state, discovery_url),
    token_introspection_url: inFull(state, token_introspection_url),
  }
}

/** Creates an OAuth application, with a secret unless it is public. */
export function addOAuthApplication(state: State, params: OAuthApplicationSeed): OAuthApplication {
  checkApplication(state, params)
  const { instance, newId, clock } = state
  const now = clock.now()
  const application = state.oauthApplications.add({
    object: 'oauth_application',
    id: params.id ?? newId('oa'),
    instance_id: instance.id,
    name: params.name,
    client_id: params.client_id ?? newId('client').slice(7),
    client_uri: null,
    client_image_url: null,
    dynamically_registered: params.dynamically_registered ?? false,
    consent_screen_enabled: params.consent_screen_enabled ?? true,
    pkce_required: params.pkce_required ?? false,
    public: params.public ?? false,
    device_authorization_grant_enabled: params.device_authorization_grant_enabled ?? false,
    scopes: params.scopes ?? defaultScopes(state, params),
    redirect_uris: [...(redirectUris(params) ?? [])],
    callback_url: redirectUris(params)?.[0] ?? '',
    authorize_url: '/oauth/authorize',
    token_fetch_url: '/oauth/token',
    user_info_url: '/oauth/userinfo',
    discovery_url: '/.well-known/openid-configuration',
    token_introspection_url: '/oauth/token_info',
    created_at: now,
    updated_at: now,
  })
  if (!application.public) giveSecret(state, application, params.client_secret)
  return application
}

/** The default scopes of an application. The scopes in the settings apply only to clients that registered themselves. */
function defaultScopes(
  { settings }: State,
  { dynamically_registered }: OAuthApplicationSeed,
): string {
  const { default_scopes } = settings.oauth_applications
  return (dynamically_registered && default_scopes?.join(' ')) || 'profile email'
}

/**
 * Changes the given values of an application. A public application loses its secret. A confidential application without a
 * secret gets a new secret.
 */
export function changeOAuthApplication(
  state: State,
  application: OAuthApplication,
  params: UpdateOAuthApplicationParams,
): OAuthApplication {
  checkApplication(state, params)
  if (application.dynamically_registered && params.consent_screen_enabled === false) {
    throw invalid(
      'consent_screen_enabled',
      'form_param_value_invalid',
      'is invalid',
      'A client that registered itself must ask for consent.',
    )
  }
  const { redirect_uris: _, callback_url: __, ...changes } = params
  take(application, changes)
  const uris = redirectUris(params)
  if (uris) Object.assign(application, { redirect_uris: uris, callback_url: uris[0] ?? '' })
  if (application.public) dropSecret(state, application.id)
  else if (!state.secrets.has(application.id)) giveSecret(state, application)

  application.updated_at = state.clock.now()
  return application
}

/** Sets the image of an application. */
export function setClientImage(
  state: State,
  application: OAuthApplication,
  url: string,
): OAuthApplication {
  application.client_image_url = url
  application.updated_at = state.clock.now()
  return application
}

/** Replaces the secret of an application. Returns the new secret; undefined for a public application, which has no secret. */
export function rotateClientSecret(
  state: State,
  application: OAuthApplication,
): string | undefined {
  application.updated_at = state.clock.now()
  return application.public ? undefined : giveSecret(state, application)
}

/** Gives an application a secret, which replaces the previous secret. */
function giveSecret(state: State, { id }: OAuthApplication, secret?: string): string {
  return keepSecret(state, id, secret ?? state.newId('secret').slice(7))
}

/** Refuses an empty name, values that are too long, redirect URIs that are not absolute URLs, and unknown scopes. */
function checkApplication(state: State, params: UpdateOAuthApplicationParams): void {
  checkLength('name', params.name, 1, 256)
  checkLength('callback_url', params.callback_url, 0, 1024)
  checkLength('scopes', params.scopes, 0, 1024)
  for (const uri of redirectUris(params) ?? []) {
    if (!URL.canParse(uri)) {
      throw invalid(
        params.redirect_uris ? 'redirect_uris' : 'callback_url',
        'form_param_format_invalid',
        'is invalid',
        `${JSON.stringify(uri)} must be an absolute URL.`,
      )
    }
  }
  checkOAuthScopes(state, 'scopes', params.scopes?.split(' ') ?? [])
}

/** The redirect URIs in the parameters: `redirect_uris`, or the older `callback_url`; undefined without either. */
function redirectUris({
  redirect_uris,
  callback_url,
}: UpdateOAuthApplicationParams): readonly string[] | undefined {
  return redirect_uris ?? (callback_url ? [callback_url] : undefined)
}

/** Removes an application with its secret, its images, the users' grants and the issued tokens. */
export function removeOAuthApplication(state: State, { id, client_id }: OAuthApplication): void {
  for (const token of state.oauthTokens.deleteWhere('client_id', client_id)) {
    dropSecret(state, token.id)
  }
  forgetGrants(state, 'client_id', client_id)
  dropSecret(state, id)
  forgetImages(state, id)
  state.oauthApplications.delete(id)
}
