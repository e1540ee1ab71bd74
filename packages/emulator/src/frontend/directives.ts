import { cookieSuffix } from 'clerklet/verify'
import { storeSecret } from '../core/secrets.ts'
import {
  mintSessionToken,
  type Session,
  type StoredClient,
  type TokenOptions,
} from '../sessions/index.ts'
import type { State } from '../state.ts'

/** Seconds for which browsers keep cookies. Session tokens expire much sooner. */
const YEAR = 31_536_000

/** The values of cookies, by name. */
export type Cookies = Record<string, string>

/**
 * Creates the cookies of a signed-in browser. Each cookie is set under its name, and again with the suffix of the instance. The
 * refresh token is set only with the suffix.
 */
export async function sessionCookies(
  state: State,
  session: Session,
  options: TokenOptions = {},
): Promise<Cookies> {
  const { updated_at } = state.clients.get(session.client_id) ?? session
  return {
    ...(await twins(state, {
      __client_uat: `${Math.floor(updated_at / 1000)}`,
      __session: await mintSessionToken(state, session, options),
    })),
    [await suffixed(state, '__refresh')]: refreshTokenOf(state, session),
  }
}

/**
 * Returns the refresh token of a session, which is exchanged for a session token when the previous token has expired. The first
 * call creates the refresh token; later calls return the same token.
 */
export function refreshTokenOf(state: State, session: Session): string {
  const known = state.secrets.get(session.id)
  if (known) return known
  const token = state.newId('rt')
  storeSecret(state, session.id, token)
  return token
}

export async function browserCookies(state: State, devBrowser: string): Promise<Cookies> {
  return twins(state, { __clerk_db_jwt: devBrowser })
}

/** The cookie `__client_uat`: when a client last changed, in seconds; 0 when signed out. */
export async function clientUat(state: State, client: StoredClient | undefined): Promise<Cookies> {
  return twins(state, { __client_uat: `${Math.floor((client?.updated_at ?? 0) / 1000)}` })
}

/** The attributes of cookies that depend on the application. */
export interface Keeping {
  secure: boolean
  /** The domain whose hosts share `__client_uat`. Default: none; each host has its own cookie. */
  domain?: string | undefined
}

/** Returns the values of the `Set-Cookie` headers that set cookies. */
export function directives(cookies: Cookies, { secure, domain }: Keeping): string[] {
  return Object.entries(cookies).map(([name, value]) =>
    [
      `${name}=${value}`,
      'Path=/',
      ...(domain && name.startsWith('__client_uat') ? [`Domain=${domain}`] : []),
      `Max-Age=${YEAR}`,
      'SameSite=Lax',
      // Only the refresh token is `HttpOnly`: a script of the page reads every other cookie.
      ...(name.startsWith('__refresh') ? ['HttpOnly'] : []),
      ...(secure ? ['Secure'] : []),
    ].join('; '),
  )
}

/** Returns the values of the `Set-Cookie` headers that sign a browser out. */
export async function signedOutDirectives(state: State, keeping: Keeping): Promise<string[]> {
  const gone = [
    ...Object.keys(await twins(state, { __session: '' })),
    await suffixed(state, '__refresh'),
  ]
  return [
    ...directives(await clientUat(state, undefined), keeping),
    ...gone.map(
      (name) => `${name}=; Path=/; Max-Age=0; SameSite=Lax${keeping.secure ? '; Secure' : ''}`,
    ),
  ]
}

async function twins(state: State, cookies: Cookies): Promise<Cookies> {
  const both: Cookies = {}
  for (const [name, value] of Object.entries(cookies)) {
    both[name] = value
    both[await suffixed(state, name)] = value
  }
  return both
}

async function suffixed({ instance }: State, name: string): Promise<string> {
  return `${name}_${await cookieSuffix(instance.publishableKey)}`
}
