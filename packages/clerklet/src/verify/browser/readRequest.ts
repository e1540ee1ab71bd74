import { forwardedUrl } from '../../instance/forwardedUrl.ts'
import { parseCookies } from '../../instance/parseCookies.ts'
import { cookieSuffix } from '../cookieSuffix.ts'
import { machineType } from '../machine/kinds.ts'
import { headerToken } from '../token/headerToken.ts'
import type { MachineTokenType } from '../token/kind.ts'
import { now } from '../token/now.ts'
import { openSession, type UnverifiedSession } from '../token/session.ts'
import { type CookieSet, chooseCookieSet } from './chooseCookieSet.ts'
import { countInUrl } from './redirectCount.ts'
import { isProduction, type Settings } from './settings.ts'

/** The content of the `Authorization` header. Unverified. */
export interface HeaderFacts {
  /** The token in the header. */
  readonly headerToken: UnverifiedSession | undefined
  /** The kind of the token, when it is a machine token. */
  readonly machineType: MachineTokenType | undefined
}

/** The facts of a request that decisions depend on. Unverified. */
export interface RequestFacts extends HeaderFacts {
  readonly method: string
  /** The URL that the browser requested. */
  readonly url: URL
  /** Whether the browser shows the response as a page or in a frame, so that it may be redirected. */
  readonly isNavigation: boolean
  /** Whether the browser shows the response as a page of its own. */
  readonly isPage: boolean
  /**
   * Whether the browser shows the response in an iframe, and so may refuse its cookies. `Sec-Fetch-Site` does not show whether
   * the cookies are refused: for a link inside an iframe of another site, it is `same-origin`.
   */
  readonly isFrame: boolean
  /** The `Referer` header; empty when there is none. */
  readonly referrer: string
  /** The number of redirects in a row, from the cookie or the URL that counts them. */
  readonly redirects: number
  /** Whether the URL counts more redirects than the cookie, which means that the browser refuses cookies. */
  readonly refusesCookies: boolean
  /** `__clerk_handshake_nonce`, of the query or a cookie. Undefined without a secret key. */
  readonly handshakeNonce: string | undefined
  /** `__clerk_handshake`, of the query or a cookie. */
  readonly handshakeToken: string | undefined
  /** `__clerk_synced` of the query: with `false`, a satellite must synchronise; with `true`, it has done so. */
  readonly synced: string | undefined
  /** `__clerk_redirect_url` of the query: the URL of the satellite to which the browser is redirected. */
  readonly satelliteUrl: string | undefined
  /** Whether the query has a `__clerk_db_jwt`. */
  readonly hasDevBrowserInQuery: boolean
  /** `__clerk_db_jwt`, of the query or of the chosen set of cookies. */
  readonly devBrowser: string | undefined
  /** The suffix of the cookie names of this instance. */
  readonly suffix: string
  /** The chosen set of session cookies. */
  readonly cookies: CookieSet
  /**
   * The refresh token. Undefined without a secret key. Read only from the cookie with the suffix, since the cookie without it
   * may belong to another instance.
   */
  readonly refreshToken: string | undefined
}

/**
 * Reads the `Authorization` header. The cookies are read later, and only when they are needed: reading them at once makes the
 * bench case `authenticating a request by header` take 1.2 times as long.
 */
export function readHeader(settings: Settings, { headers }: Request): HeaderFacts {
  const token = headerToken(headers.get('authorization'))
  if (token === undefined) return { headerToken: undefined, machineType: undefined }
  const session = openSession(settings, token)
  return { headerToken: session, machineType: machineType(token, session.decoded) }
}

/**
 * Reads all facts of a request. Empty parameters and cookies count as absent.
 *
 * @throws {ClerkConfigError} when the URL of the request is not absolute.
 */
export async function readRequest(settings: Settings, request: Request): Promise<RequestFacts> {
  const { method, headers } = request
  const suffix = await cookieSuffix(settings.publishableKey ?? '')
  const header = (name: string) => headers.get(name) ?? ''
  const url = forwardedUrl(request)
  const query = (name: string) => url.searchParams.get(name) || undefined
  const jar = parseCookies(header('cookie'))
  const cookie = (name: string) => jar.get(name) || undefined
  const open = openOnce(settings)
  // A nonce and a refresh token are sent to the API, and a call of the API needs the secret key.
  const withSecretKey = (value: string | undefined) => (settings.secretKey ? value : undefined)

  const cookiesWith = (ending: string) => {
    const session = cookie(`__session${ending}`)
    return {
      session: session === undefined ? undefined : open(session),
      uat: cookie(`__client_uat${ending}`),
    }
  }
  const cookies = chooseCookieSet(cookiesWith(''), cookiesWith(`_${suffix}`), {
    issuer: settings.instance.frontendApi,
    isProduction: isProduction(settings),
    now: () => now(settings),
  })
  const devBrowserInQuery = query('__clerk_db_jwt')
  const devBrowserCookie = cookie(cookies.suffixed ? `__clerk_db_jwt_${suffix}` : '__clerk_db_jwt')
  const destination = header('sec-fetch-dest')
  const isGet = method === 'GET'
  // Browsers send `Sec-Fetch-Dest` and `Sec-Fetch-Site` together, so `Sec-Fetch-Dest` alone does not count as a frame.
  const isFrame = destination === 'iframe' && header('sec-fetch-site') !== ''
  const redirectsByCookie = wholeNumber(cookie('__clerk_redirect_count'))
  const redirectsByUrl = isFrame ? countInUrl(url, now(settings)) : 0

  const { headerToken, machineType } = readHeader(settings, request)

  return {
    headerToken,
    machineType,
    method,
    url,
    isNavigation:
      isGet &&
      (destination
        ? /^(document|iframe)$/.test(destination)
        : header('accept').startsWith('text/html')),
    isPage: isGet && destination === 'document',
    isFrame,
    referrer: header('referer'),
    redirects: Math.max(redirectsByCookie, redirectsByUrl),
    refusesCookies: redirectsByUrl > redirectsByCookie,
    handshakeNonce: withSecretKey(
      query('__clerk_handshake_nonce') ?? cookie('__clerk_handshake_nonce'),
    ),
    handshakeToken: query('__clerk_handshake') ?? cookie('__clerk_handshake'),
    synced: query('__clerk_synced'),
    satelliteUrl: query('__clerk_redirect_url'),
    hasDevBrowserInQuery: devBrowserInQuery !== undefined,
    devBrowser: devBrowserInQuery ?? devBrowserCookie,
    suffix,
    cookies,
    refreshToken: withSecretKey(cookie(`__refresh_${suffix}`)),
  }
}

/** Makes a function that decodes each token once. The cookies with and without the suffix usually contain the same token. */
function openOnce(settings: Settings): (token: string) => UnverifiedSession {
  const opened = new Map<string, UnverifiedSession>()
  return (token) => {
    const session = opened.get(token) ?? openSession(settings, token)
    opened.set(token, session)
    return session
  }
}

function wholeNumber(text: string | undefined): number {
  const count = Number(text)
  return Number.isInteger(count) && count > 0 ? count : 0
}
