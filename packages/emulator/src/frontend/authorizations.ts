import type { Context } from 'hono'
import {
  type AuthorizationClient,
  addGrant,
  OAuthError,
  readAuthorization,
  readAuthorizationClient,
} from '../machines/index.ts'
import { currentSession } from '../sessions/index.ts'
import type { State } from '../state.ts'
import { publicOrigin } from './answers.ts'
import { browserOf, clientOfBrowser } from './browsers.ts'

/**
 * Responds to an authorization request with a redirect: to the sign-in page, to the consent page, or back to the client with a
 * code or an error.
 *
 * @param consented Whether the user has consented on the consent page; undefined before the decision.
 * @throws {Refusal} when the client or its redirect URI is unknown: the error cannot be sent to the client.
 */
export function authorize(
  state: State,
  c: Context,
  params: URLSearchParams,
  consented?: boolean,
): Response {
  const client = readAuthorizationClient(state, params)
  try {
    return decide(state, c, params, client, consented)
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    return leadBack(c, client, { error: error.error, error_description: error.message })
  }
}

function decide(
  state: State,
  c: Context,
  params: URLSearchParams,
  client: AuthorizationClient,
  consented: boolean | undefined,
): Response {
  const request = readAuthorization(state, client, params)
  const { prompts } = request
  const origin = publicOrigin(c)
  const session = currentSession(state, clientOfBrowser(state, browserOf(state, c)))
  if (!session || prompts.includes('login')) {
    if (prompts.includes('none')) throw new OAuthError('login_required', 'The user is signed out.')
    const page = new URL(`${origin}/sign-in`)
    page.searchParams.set('redirect_url', `${origin}/oauth/authorize?${withoutLogin(params)}`)
    return c.redirect(page.href, 302)
  }
  if (consented === false) throw new OAuthError('access_denied', 'The user has denied access.')
  const asks = client.application.consent_screen_enabled || prompts.includes('consent')
  if (asks && !consented) {
    if (prompts.includes('none')) {
      throw new OAuthError('consent_required', 'The user must consent.')
    }
    return c.redirect(`${origin}/oauth-consent?${params}`, 302)
  }
  const { code } = addGrant(state, client.application, {
    user_id: session.user_id,
    redirect_uri: client.redirectUri,
    scopes: request.scopes,
    code_challenge: request.codeChallenge,
    nonce: request.nonce,
    resources: request.resources,
  })
  return leadBack(c, client, { code, iss: origin })
}

/** Copies parameters without the browser's token and `prompt=login`, which would request a sign-in again after each sign-in. */
function withoutLogin(params: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(params)
  rest.delete('__clerk_db_jwt')
  const prompts = (rest.get('prompt') ?? '').split(' ').filter((one) => one && one !== 'login')
  if (prompts.length) rest.set('prompt', prompts.join(' '))
  else rest.delete('prompt')
  return rest
}

function leadBack(
  c: Context,
  { redirectUri, state }: AuthorizationClient,
  answer: Record<string, string>,
): Response {
  const target = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value)
  if (state !== null) target.searchParams.set('state', state)
  c.header('cache-control', 'no-store')
  return c.redirect(target.href, 303)
}
