import { ClerkConfigError } from '../core/errors.ts'
import { withoutEndSlashes } from '../core/slashes.ts'
import { accountsUrl } from '../instance/accountsUrl.ts'
import { atOrigin, forwardedUrl, requestUrl } from '../instance/forwardedUrl.ts'
import { parseCookies } from '../instance/parseCookies.ts'
import { parsePublishableKey, requirePublishableKey } from '../instance/parsePublishableKey.ts'
import { requireUrlAndHeaders } from '../instance/requireRequest.ts'
import { parsedUrl, webUrl, withoutParameters } from '../instance/url.ts'

/** Options of {@link createRedirect}: `request`, or its public URL as `baseUrl`, is required. */
export type CreateRedirectOptions<Result> = RedirectSettings<Result> &
  (
    | { request: Pick<Request, 'url' | 'headers'>; baseUrl?: URL | string | undefined }
    | { request?: undefined; baseUrl: URL | string }
  )

/** The options of {@link createRedirect}, all optional but `redirectAdapter`. */
export interface RedirectSettings<Result> {
  /**
   * The request. Relative URLs are resolved against its public URL: see `publicUrl` of `clerklet/verify`. Users return to this
   * URL by default. The request also provides the default of `devBrowserToken`.
   */
  request?: Pick<Request, 'url' | 'headers'> | undefined
  /**
   * The URL of the request as the browser sees it. Relative URLs are resolved against it. When `request` is set, too, only the
   * origin of this URL is used, in place of the forwarded headers.
   */
  baseUrl?: URL | string | undefined
  /** Determines Clerk's Account Portal, whose pages are the defaults of `signInUrl` and `signUpUrl`. */
  publishableKey?: string | undefined
  /** Returns what the framework takes as a redirect to `url`, such as a `Response`. */
  redirectAdapter: (url: string) => Result
  /** The page where users sign in. Default: the page of Clerk's Account Portal. */
  signInUrl?: URL | string | undefined
  /**
   * The page where users sign up. Default: `/create` below `signInUrl` when that is set, otherwise the page of Clerk's Account
   * Portal.
   */
  signUpUrl?: URL | string | undefined
  /**
   * The dev browser token. In development, it is added to the URL of a page on another host, which receives no cookies of the
   * application. Default: `__clerk_db_jwt` in the query or the cookies of `request`. When several applications share a host, pass
   * the cookie whose name ends in the `cookieSuffix` of the instance.
   */
  devBrowserToken?: string | null | undefined
  /**
   * The status of the session. When it is `pending`, the redirect leads to the remaining tasks, at `/tasks` below the sign-in or
   * sign-up page.
   */
  sessionStatus?: 'active' | 'pending' | (string & {}) | null | undefined
  /** Whether the application is a satellite of another domain, and must synchronise the session after the return. */
  isSatellite?: boolean | undefined
}

/** Options of the functions that {@link createRedirect} returns. */
export interface RedirectOptions {
  /**
   * The URL to which the user returns; `null` for none. Default: the public URL of `request`, if that is set. A URL on the
   * internal origin of `request`, such as `request.url`, gets the public origin instead. A path that begins with two slashes
   * names another host, as in a link: prepend an origin to an untrusted path.
   */
  returnBackUrl?: URL | string | null | undefined
}

/** The result of {@link createRedirect}. */
export interface Redirects<Result> {
  redirectToSignIn: (options?: RedirectOptions) => Result
  redirectToSignUp: (options?: RedirectOptions) => Result
}

/**
 * Makes two functions that redirect a browser to the pages where users sign in and sign up.
 *
 * @example
 * const { redirectToSignIn } = createRedirect({
 *   publishableKey: env.CLERK_PUBLISHABLE_KEY,
 *   request,
 *   redirectAdapter: (url) => Response.redirect(url, 307),
 * })
 * return redirectToSignIn()
 *
 * @throws {ClerkConfigError} at once, when `redirectAdapter` is not a function, when `publishableKey` is not a string, when
 *   `request` is not a request with an absolute URL, and when both `request` and a malformed `baseUrl` are set. The two
 *   functions throw it when the options determine no page, and when another URL is malformed.
 */
export function createRedirect<Result>(options: CreateRedirectOptions<Result>): Redirects<Result> {
  if (typeof options?.redirectAdapter !== 'function') {
    throw new ClerkConfigError(
      'createRedirect: redirectAdapter is not a function: pass one that makes a response from a URL',
    )
  }
  const { publishableKey, signInUrl, signUpUrl, redirectAdapter } = options
  if (publishableKey != null && typeof publishableKey !== 'string') {
    throw new ClerkConfigError(
      'createRedirect: publishableKey is not a string: set it to the publishable key of the instance',
    )
  }
  const facts = requestFacts(options)
  const settings = { ...options, ...facts }
  const hosted = (page: string) => {
    const { frontendApi } = requirePublishableKey(publishableKey, {})
    return { url: `${accountsUrl(frontendApi)}/${page}` }
  }
  const redirect = (page: Page, back?: RedirectOptions) => {
    const returnBackUrl = back?.returnBackUrl === undefined ? facts?.currentUrl : back.returnBackUrl
    return redirectAdapter(redirectUrl(settings, page, returnBackUrl))
  }
  return {
    redirectToSignIn: (back) => redirect(signInUrl ? { url: signInUrl } : hosted('sign-in'), back),
    redirectToSignUp(back) {
      const page = signUpUrl ? { url: signUpUrl } : hosted('sign-up')
      return redirect(signInUrl && !signUpUrl ? { url: signInUrl, below: '/create' } : page, back)
    },
  }
}

/** The parameters that a handshake leaves in a URL. */
const LEFT_BEHIND = [
  '__clerk_db_jwt',
  '__clerk_handshake',
  '__clerk_handshake_nonce',
  '__clerk_help',
  '__dev_session',
]

/** The values that the request determines. `baseUrl` and `devBrowserToken` are options with a default from the request. */
interface RequestFacts {
  baseUrl: URL
  devBrowserToken: string | undefined
  /** The public URL of the request, to which users return by default. */
  currentUrl: string
  /** The origin of `request.url`. Browsers may not be able to reach it. */
  internalOrigin: string
}

function requestFacts({
  request,
  baseUrl,
  devBrowserToken,
}: RedirectSettings<unknown>): RequestFacts | undefined {
  if (request == null) return undefined
  requireUrlAndHeaders(request)
  const internal = requestUrl(request)
  const url = baseUrl ? atOrigin(webPage('baseUrl', baseUrl), internal) : forwardedUrl(request)
  return {
    baseUrl: url,
    devBrowserToken: devBrowserToken ?? devBrowserOf(request, internal),
    currentUrl: withoutParameters(url, LEFT_BEHIND),
    internalOrigin: internal.origin,
  }
}

/**
 * Returns the dev browser token of a request: from the query, else from the cookie without a suffix, else from a cookie with a
 * suffix. If several cookies have a suffix, none is used, because the suffix of the instance is not known here.
 */
function devBrowserOf(
  { headers }: Pick<Request, 'url' | 'headers'>,
  { searchParams }: URL,
): string | undefined {
  const cookies = parseCookies(headers.get('cookie') ?? '')
  const suffixed = [...cookies.keys()].filter((name) => name.startsWith('__clerk_db_jwt_'))
  return (
    searchParams.get('__clerk_db_jwt') ||
    cookies.get('__clerk_db_jwt') ||
    (suffixed.length === 1 ? cookies.get(`${suffixed[0]}`) : undefined)
  )
}

interface Page {
  url: URL | string
  /** The text that is appended to the path of `url`. */
  below?: string
}

function redirectUrl(
  settings: Omit<RedirectSettings<unknown>, 'redirectAdapter'> &
    Pick<Partial<RequestFacts>, 'internalOrigin'>,
  { url, below = '' }: Page,
  returnBackUrl: RedirectOptions['returnBackUrl'],
): string {
  const { publishableKey, baseUrl, devBrowserToken, sessionStatus, isSatellite, internalOrigin } =
    settings
  const base = baseUrl ? absolute('baseUrl', baseUrl) : undefined
  // Without `request` and `baseUrl`, as in older integrations, a relative page is resolved against the origin of the return URL.
  const page = absolute(
    'the sign-in or sign-up page',
    url,
    base ?? parsedUrl(returnBackUrl ?? '')?.origin,
  )
  const path = below + (sessionStatus === 'pending' ? '/tasks' : '')
  if (path) page.pathname = withoutEndSlashes(page.pathname) + path
  const isElsewhere = base !== undefined && page.host !== base.host
  if (returnBackUrl) {
    const back =
      base && publicBack(absolute('returnBackUrl', returnBackUrl, base), base, internalOrigin)
    if (isElsewhere && isSatellite) back?.searchParams.set('__clerk_synced', 'false')
    page.searchParams.set('redirect_url', `${back ?? returnBackUrl}`)
  }
  if (
    isElsewhere &&
    devBrowserToken &&
    parsePublishableKey(publishableKey)?.instanceType === 'development'
  ) {
    page.searchParams.set('__clerk_db_jwt', devBrowserToken)
  }
  return page.href
}

/**
 * Moves a return URL on the internal origin to the public origin, and removes the parameters of a handshake from it. Returns any
 * other URL unchanged.
 */
function publicBack(back: URL, base: URL, internalOrigin: string | undefined): URL {
  if (back.origin !== internalOrigin) return back
  const moved = atOrigin(base, back)
  moved.hash = back.hash
  return new URL(withoutParameters(moved, LEFT_BEHIND))
}

/** Parses an absolute http or https URL without credentials. Throws a `ClerkConfigError` for any other text. */
function webPage(name: string, url: URL | string): URL {
  const found = webUrl(`${url}`)
  if (found) return found
  throw malformed(name, 'an absolute http or https URL')
}

/** Resolves a URL, or throws a `ClerkConfigError`. Makes a new object, since a `URL` of the caller must not change. */
function absolute(name: string, url: URL | string, base?: URL | string): URL {
  const found = parsedUrl(url, base)
  if (found) return found
  throw malformed(name, 'an absolute URL, nor one that is relative to another')
}

function malformed(name: string, wanted: string): ClerkConfigError {
  return new ClerkConfigError(`createRedirect: ${name} is not ${wanted}`)
}
