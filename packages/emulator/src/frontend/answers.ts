import type { Context } from 'hono'
import { sendSignIn, signUpOf } from '../flows/index.ts'
import { userOf } from '../identity/index.ts'
import {
  factorAges,
  isLive,
  mintSessionToken,
  openSessions,
  type Session,
  type StoredClient,
  sendClient,
} from '../sessions/index.ts'
import type { State } from '../state.ts'
import { sendPublicUserData } from './sendPublicUserData.ts'
import { sendSignUp } from './sendSignUp.ts'
import { sendUser } from './sendUser.ts'

/** Responds to a browser's request with the requested object and the current state of the browser's client. */
export async function answer(
  state: State,
  c: Context,
  client: StoredClient,
  response: unknown,
): Promise<Response> {
  return c.json({ response, client: await sendToBrowser(state, client, c) })
}

/** Returns a client as browsers see it, with its current sign-in and sign-up and its open sessions. */
export async function sendToBrowser(state: State, client: StoredClient, c: Context) {
  const { session_ids, sign_in_id, sign_up_id, ...sent } = sendClient(state, client)
  const signIn = state.signIns.get(sign_in_id ?? '')
  const signUp = state.signUps.get(sign_up_id ?? '')
  const goesOn = signIn && state.clock.now() < signIn.abandon_at
  const sessions = openSessions(state, client).map((session) => sendSession(state, session, c))
  return {
    ...sent,
    sessions: await Promise.all(sessions),
    sign_in: goesOn ? sendSignIn(state, signIn) : null,
    sign_up: signUp ? sendSignUp(signUpOf(state, signUp.id)) : null,
    cookie_expires_at: null,
    captcha_bypass: false,
  }
}

/** Converts a session to the form for browsers, with the user. A live session also has a new token. */
export async function sendSession(state: State, session: Session, c: Context) {
  const user = userOf(state, session.user_id)
  return {
    ...session,
    user: sendUser(state, user),
    public_user_data: sendPublicUserData(state, user),
    factor_verification_age: factorAges(state, session),
    last_active_token: isLive(session)
      ? { object: 'token', jwt: await mintSessionToken(state, session, azpOf(c)) }
      : null,
  }
}

/**
 * Returns the `azp` claim of tokens: the `Origin` of the request, else the origin of the proxy; no claim when neither is
 * known. A browser sends no `Origin` with a GET to the origin of its page, where the proxy is.
 */
export function azpOf(c: Context): { azp?: string } {
  const azp = c.req.header('origin') ?? proxyOrigin(c)
  return azp ? { azp } : {}
}

function proxyOrigin(c: Context): string | undefined {
  const proxy = c.req.header('clerk-proxy-url')
  if (!proxy || !URL.canParse(proxy)) return undefined
  const { protocol, origin } = new URL(proxy)
  return /^https?:$/.test(protocol) ? origin : undefined
}

/** Returns the origin of the application: the `Origin` of the request, else the origin of the proxy, else of the emulator. */
export function applicationOrigin(c: Context): string {
  const page = c.req.header('origin')
  return page?.startsWith('http') ? page : new URL(publicOrigin(c)).origin
}

/** The URL at which the caller reaches the Frontend API: `Clerk-Proxy-Url`, else the origin of the requested URL. */
export function publicOrigin(c: Context): string {
  const proxy = c.req.header('clerk-proxy-url')
  if (proxy && URL.canParse(proxy)) return proxy.replace(/\/+$/, '')
  return new URL(c.req.url).origin
}
