import { ClerkConfigError } from '../core/errors.ts'
import { withoutEndSlashes } from '../core/slashes.ts'
import { accountsUrl } from '../instance/accountsUrl.ts'
import { parsePublishableKey, requirePublishableKey } from '../instance/parsePublishableKey.ts'
import { parsedUrl } from '../instance/url.ts'

/** What {@link createRedirect} takes. */
export interface CreateRedirectOptions<Result> {
  /** Determines the hosted pages, which are used when `signInUrl` or `signUpUrl` is not set. */
  publishableKey?: string | undefined
  /** The URL of the request as the browser sees it. Relative URLs are resolved against it. */
  baseUrl: URL | string
  /** Makes the response that redirects to a URL, in the form that the framework takes. */
  redirectAdapter: (url: string) => Result
  /** Where people sign in. Default: the hosted page. */
  signInUrl?: URL | string | undefined
  /** Where people sign up. Default: `/create` below `signInUrl`, else the hosted page. */
  signUpUrl?: URL | string | undefined
  /** Added to URLs of other hosts by development instances, which share no cookies with them. */
  devBrowserToken?: string | null | undefined
  /** The status of the session. A `pending` one leads to its remaining tasks, at `/tasks` below the page. */
  sessionStatus?: 'active' | 'pending' | (string & {}) | null | undefined
  /** Whether the application is a satellite of another domain, and must synchronise after the return. */
  isSatellite?: boolean | undefined
}

/** What the functions of {@link createRedirect} take. */
export interface RedirectOptions {
  /** Where to return to. As in a link, two slashes at the beginning name a host: put an origin before an untrusted path. */
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
 *   baseUrl: request.url,
 *   redirectAdapter: (url) => Response.redirect(url, 307),
 * })
 * return redirectToSignIn({ returnBackUrl: request.url })
 *
 * @throws {ClerkConfigError} at once, when `redirectAdapter` is not a function or `publishableKey` not a string; from the two
 *   functions, when the options name no page, or a URL is malformed.
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
  const hosted = (page: string) => {
    const { frontendApi } = requirePublishableKey(publishableKey, {})
    return { url: `${accountsUrl(frontendApi)}/${page}` }
  }
  const redirect = (page: Page, back?: RedirectOptions) =>
    redirectAdapter(redirectUrl(options, page, back?.returnBackUrl))
  return {
    redirectToSignIn: (back) => redirect(signInUrl ? { url: signInUrl } : hosted('sign-in'), back),
    redirectToSignUp(back) {
      const page = signUpUrl ? { url: signUpUrl } : hosted('sign-up')
      return redirect(signInUrl && !signUpUrl ? { url: signInUrl, below: '/create' } : page, back)
    },
  }
}

interface Page {
  url: URL | string
  /** Appended to the path. */
  below?: string
}

function redirectUrl(
  options: Omit<CreateRedirectOptions<unknown>, 'redirectAdapter'>,
  { url, below = '' }: Page,
  returnBackUrl: RedirectOptions['returnBackUrl'],
): string {
  const { publishableKey, baseUrl, devBrowserToken, sessionStatus, isSatellite } = options
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
    const back = base && absolute('returnBackUrl', returnBackUrl, base)
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

/** A new URL: those of the caller are not changed. */
function absolute(name: string, url: URL | string, base?: URL | string): URL {
  const found = parsedUrl(url, base)
  if (found) return found
  throw new ClerkConfigError(
    `createRedirect: ${name} is not an absolute URL, nor one that is relative to another`,
  )
}
