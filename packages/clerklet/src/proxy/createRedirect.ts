import { ClerkConfigError } from '../core/errors.ts'
import { withoutEndSlashes } from '../core/slashes.ts'
import { accountsUrl } from '../instance/accountsUrl.ts'
import { parsePublishableKey, requirePublishableKey } from '../instance/parsePublishableKey.ts'
import { parsedUrl } from '../instance/url.ts'

/** What {@link createRedirect} takes. */
export interface CreateRedirectOptions<Result> {
  /** Says where the hosted pages are, for when `signInUrl` or `signUpUrl` is not set. */
  publishableKey?: string | undefined
  /** The URL of the request as the browser sees it. What is relative is relative to it. */
  baseUrl: URL | string
  /** Makes an answer of a URL: whatever the framework redirects with. */
  redirectAdapter: (url: string) => Result
  /** Where people sign in. Default: the hosted page. */
  signInUrl?: URL | string | undefined
  /** Where people sign up. Default: `/create` below `signInUrl`, else the hosted page. */
  signUpUrl?: URL | string | undefined
  /** Carried along to other hosts by development instances, which share no cookies with them. */
  devBrowserToken?: string | null | undefined
  /** Of the session. Whoever is `pending` is sent to what is left to do, at `/tasks` below the page. */
  sessionStatus?: 'active' | 'pending' | (string & {}) | null | undefined
  /** Whether the application is a satellite of another domain, and must synchronise after the return. */
  isSatellite?: boolean | undefined
}

/** What the functions of {@link createRedirect} take. */
export interface RedirectOptions {
  /** Where to come back to. As in a link, one that begins with two slashes names a host: put an origin before a foreign path. */
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
 * @throws {ClerkConfigError} at once, when `redirectAdapter` is no function or `publishableKey` no string; from the two functions, when no page can be told
 * from the options, or a URL is malformed.
 */
export function createRedirect<Result>(options: CreateRedirectOptions<Result>): Redirects<Result> {
  if (typeof options?.redirectAdapter !== 'function') {
    throw new ClerkConfigError(
      'createRedirect: redirectAdapter is no function: pass one that makes an answer of a URL',
    )
  }
  const { publishableKey, signInUrl, signUpUrl, redirectAdapter } = options
  if (publishableKey != null && typeof publishableKey !== 'string') {
    throw new ClerkConfigError(
      'createRedirect: publishableKey is no string: set it to the publishable key of the instance',
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
  // Without a base, which older integrations do not know, the return URL says where relative pages are.
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

/** A URL of its own: those of the caller are not changed. */
function absolute(name: string, url: URL | string, base?: URL | string): URL {
  const found = parsedUrl(url, base)
  if (found) return found
  throw new ClerkConfigError(
    `createRedirect: ${name} is not an absolute URL, nor one that is relative to another`,
  )
}
