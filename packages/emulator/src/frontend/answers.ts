import type { Context } from 'hono'
import { sendSignIn, sendSignUp } from '../flows/index.ts'
import { userOf } from '../identity/index.ts'
import { mintSessionToken, openSessions, type StoredClient, sendClient } from '../sessions/index.ts'
import type { State } from '../state.ts'

/** A client as browsers see it: what goes on in it, and its open sessions, each with its user and a fresh token. */
export async function sendToBrowser(state: State, client: StoredClient, c: Context) {
  const { session_ids, sign_in_id, sign_up_id, ...sent } = sendClient(state, client)
  const signIn = state.signIns.get(sign_in_id ?? '')
  const signUp = state.signUps.get(sign_up_id ?? '')
  const sessions = openSessions(state, client).map(async (session) => {
    const { private_metadata: _, ...user } = userOf(state, session.user_id)
    const jwt = await mintSessionToken(state, session, azpOf(c))
    return { ...session, user, last_active_token: { object: 'token', jwt } }
  })
  return {
    ...sent,
    sessions: await Promise.all(sessions),
    sign_in: signIn ? sendSignIn(state, signIn) : null,
    sign_up: signUp ? sendSignUp(signUp) : null,
    cookie_expires_at: null,
    captcha_bypass: false,
  }
}

/** The origin of the page that calls, as the authorized party of its tokens. */
export function azpOf(c: Context): { azp?: string } {
  const azp = c.req.header('origin')
  return azp ? { azp } : {}
}

/** Where the caller reaches the Frontend API: the URL of a proxy, if one names itself, else that of the request. */
export function publicOrigin(c: Context): string {
  const proxy = c.req.header('clerk-proxy-url')
  if (proxy && URL.canParse(proxy)) return proxy.replace(/\/+$/, '')
  return new URL(c.req.url).origin
}
