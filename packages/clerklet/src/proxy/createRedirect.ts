import { ClerkConfigError } from '../core/errors.ts'
import { withoutEndSlashes } from '../core/slashes.ts'
import { accountsUrl } from '../instance/accountsUrl.ts'
import { atOrigin, forwardedUrl, requestUrl } from '../instance/forwardedUrl.ts'
import { parseCookies } from '../instance/parseCookies.ts'
import { parsePublishableKey, requirePublishableKey } from '../instance/parsePublishableKey.ts'
import { requireUrlAndHeaders } from '../instance/requireRequest.ts'
import { parsedUrl, webUrl, withoutParameters } from '../instance/url.ts'

/** What {@link createRedirect} takes: the request, or its public URL as `baseUrl`. */
export type CreateRedirectOptions<Result> = RedirectSettings<Result> &
  (
    | { request: Pick<Request, 'url' | 'headers'>; baseUrl?: URL | string | undefined }
    | { request?: undefined; baseUrl: URL | string }
  )

/** The pages to redirect to, and how. */
export interface RedirectSettings<Result> {
  /**
   * The request. Its public URL, as `publicUrl` of `clerklet/verify` computes it, is what relative URLs are resolved against,
   * and where people return to by default. Its dev browser is added as `devBrowserToken`.
   */
  request?: Pick<Request, 'url' | 'headers'> | undefined
  /**
   * The URL of the request as the browser sees it. Relative URLs are resolved against it. Beside `request`, only its origin
   * counts, and no forwarded header does.
   */
  baseUrl?: URL | string | undefined
  /** Determines the hosted pages, which are used when `signInUrl` or `signUpUrl` is not set. */
  publishableKey?: string | undefined
  /** Makes the response that redirects to a URL, in the form that the framework takes. */
  redirectAdapter: (url: string) => Result
  /** Where people sign in. Default: the hosted page. */
  signInUrl?: URL | string | undefined
  /** Where people sign up. Default: `/create` below `signInUrl`, else the hosted page. */
  signUpUrl?: URL | string | undefined
  /**
   * Added to URLs of other hosts by development instances, which share no cookies with them. Default: `__clerk_db_jwt` in the
   * query or the cookies of `request`. Where several applications share a host, pass the cookie with the `cookieSuffix` of
   * the instance.
   */
  devBrowserToken?: string | null | undefined
  /** The status of the session. A `pending` one leads to its remaining tasks, at `/tasks` below the page. */
  sessionStatus?: 'active' | 'pending' | (string & {}) | null | undefined
  /** Whether the application is a satellite of another domain, and must synchronise after the return. */
  isSatellite?: boolean | undefined
}

/** What the functions of {@link createRedirect} take. */
export interface RedirectOptions {
  /**
   * Where to return to. Default: the public URL of `request`, if that is given; `null` stands for nowhere. A URL on the internal
   * origin of `request`, such as `request.url`, is moved to its public origin. As in a link, two slashes at the beginning name a
   * host: put an origin before an untrusted path.
   */
  returnBackUrl?: URL | string | null | undefined
}

/** What {@link createRedirect} makes. */
export interface Redirects<Result> {
  redirectToSignIn: (options?: RedirectOptions) => Result
  redirectToSignUp: (options?: RedirectOptions) => Result
}

/**
 * Makes two functions that send a browser to the pages where people sign in and sign up.
 *
 * @example
 * const { redirectToSignIn } = createRedirect({
 *   publishableKey: env.CLERK_PUBLISHABLE_KEY,
 *   request,
 *   redirectAdapter: (url) => Response.redirect(url, 307),
 * })
 * return redirectToSignIn()
 *
 * @throws {ClerkConfigError} at once, when `redirectAdapter` is not a function, `publishableKey` not a string, `request` not
 * a request with an absolute URL, or `baseUrl` malformed beside it; from the two functions, when the options name no page, or
 * another URL is malformed.
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

/** What a request says, where the options do not. */
interface RequestFacts {
  baseUrl: URL
  devBrowserToken: string | undefined
  /** Where people return to by default. */
  currentUrl: string
  /** The origin at which the application was reached, which may be one that browsers cannot reach. */
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
 * Prefers the cookie without a suffix, which the last application on this host has set. One with a suffix is used when it is
 * the only one, since the suffix of the instance is not known here.
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
  /** Appended to the path. */
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
  // Without a base, which older integrations do not pass, relative pages are resolved against the return URL.
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

/** The return URL, moved to the public origin when it is on the internal one. */
function publicBack(back: URL, base: URL, internalOrigin: string | undefined): URL {
  if (back.origin !== internalOrigin) return back
  const moved = atOrigin(base, back)
  moved.hash = back.hash
  return new URL(withoutParameters(moved, LEFT_BEHIND))
}

/** Like `absolute`, for a URL that a browser can be at. */
function webPage(name: string, url: URL | string): URL {
  const found = webUrl(`${url}`)
  if (found) return found
  throw malformed(name, 'an absolute http or https URL')
}

/** A new URL: those of the caller are not changed. */
function absolute(name: string, url: URL | string, base?: URL | string): URL {
  const found = parsedUrl(url, base)
  if (found) return found
  throw malformed(name, 'an absolute URL, nor one that is relative to another')
}

function malformed(name: string, wanted: string): ClerkConfigError {
  return new ClerkConfigError(`createRedirect: ${name} is not ${wanted}`)
}
