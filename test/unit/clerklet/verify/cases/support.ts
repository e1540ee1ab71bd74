import {
  type AuthenticateContext,
  type AuthenticateRequestOptions,
  authenticateRequest,
} from '#clerklet/verify/index.ts'
import { claims, NOW, SECONDS, signer } from '#fixtures/tokens.ts'

export { claims, NOW, SECONDS }

/** The publishable keys of `clerk.example.com` and `happy-otter-12.clerk.accounts.dev`, and the suffixes of their cookies. */
export const PROD = { key: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k', suffix: 'naoXFJnI' }
export const DEV = {
  key: 'pk_test_aGFwcHktb3R0ZXItMTIuY2xlcmsuYWNjb3VudHMuZGV2JA',
  suffix: '1YzQInlU',
}
export const PROD_FAPI = 'https://clerk.example.com'
export const DEV_FAPI = 'https://happy-otter-12.clerk.accounts.dev'

export const CATEGORY = {
  session: 'cl_B7d4PD111AAA',
  template: 'cl_B7d4PD222AAA',
  m2m: 'cl_B7d4PD333AAA',
  optedOut: 'cl_I7d4PD111III',
}

export const instance = await signer()
export const stranger = await signer()

/**
 * Makes a context that verifies with the key of `instance`. Its requests are in `calls`; `setup.answer` makes the responses.
 */
export function prod(over: Partial<AuthenticateContext> = {}) {
  return world({ publishableKey: PROD.key, secretKey: 'sk_live_fixturefixture', ...over })
}

export function dev(over: Partial<AuthenticateContext> = {}) {
  return world({ publishableKey: DEV.key, secretKey: 'sk_test_fixturefixture', ...over })
}

export interface Call {
  url: string
  method: string
  headers: Headers
  body: unknown
  redirect: unknown
}

function world(over: Partial<AuthenticateContext>) {
  const calls: Call[] = []
  const setup = { answer: (_: Call): Response => new Response('{}', { status: 404 }) }
  const ctx: AuthenticateContext = {
    jwtKey: instance.pem,
    now: () => NOW,
    sleep: async () => {},
    fetch: async (url, init) => {
      const { method = 'GET', headers, body, redirect } = init
      const call = {
        url,
        method,
        headers: new Headers(headers),
        body: body && JSON.parse(`${body}`),
        redirect,
      }
      calls.push(call)
      return setup.answer(call)
    },
    ...over,
  }
  return Object.assign(ctx, { calls, setup })
}

/** The parts of a request, except its URL. */
export interface Carried {
  cookies?: Record<string, string | number | undefined>
  headers?: Record<string, string>
  token?: string
  method?: string
}

/** Makes a request with cookies, headers and a token. The function `page` makes the request of a browser for a page. */
export function fetched(url = 'https://example.com/path', carried: Carried = {}): Request {
  const { cookies = {}, headers = {}, token, method = 'GET' } = carried
  const cookie = Object.entries(cookies)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  return new Request(url, {
    method,
    headers: {
      ...headers,
      ...(cookie && { cookie }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
  })
}

export function page(url?: string, carried: Carried = {}): Request {
  return fetched(url, { ...carried, headers: { 'sec-fetch-dest': 'document', ...carried.headers } })
}

/** Authenticates a request. Returns the state as the cases write it: `SI`, `SO(reason)` or `HS(reason)`. */
export async function outcome(
  ctx: AuthenticateContext,
  request: Request,
  options?: AuthenticateRequestOptions,
): Promise<string> {
  const { status, reason } = await authenticateRequest(ctx, request, options)
  if (status === 'signed-in') return 'SI'
  return `${status === 'handshake' ? 'HS' : 'SO'}(${reason})`
}

/** Authenticates a request. Returns the URL to which the state redirects the browser; `none:` without a redirect. */
export async function location(
  ctx: AuthenticateContext,
  request: Request,
  options?: AuthenticateRequestOptions,
): Promise<URL> {
  const { headers } = await authenticateRequest(ctx, request, options)
  return new URL(headers.get('location') ?? 'none:')
}

export const devClaims = (over: Record<string, unknown> = {}) => claims({ iss: DEV_FAPI, ...over })

/** Cookies of a signed-in user. */
export async function signedInCookies(over: Record<string, unknown> = {}) {
  return { __session: await instance.sign(claims(over)), __client_uat: SECONDS - 100 }
}

/** Cookies of a signed-in user of a development instance, including the cookie of the dev browser. */
export async function devCookies(over: Record<string, unknown> = {}) {
  return {
    __session: await instance.sign(devClaims(over)),
    __client_uat: SECONDS - 100,
    __clerk_db_jwt: 'dvb_1',
  }
}
