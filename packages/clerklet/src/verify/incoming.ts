import { headerToken } from './authorization.ts'
import { clerkUrl } from './clerkUrl.ts'
import { type CookieSet, chooseCookieSet } from './cookieSet.ts'
import { type Cookies, cookieSuffix, parseCookies } from './cookies.ts'
import { now } from './now.ts'
import { type OpenedSession, openSession } from './openSession.ts'
import type { AuthenticateContext } from './options.ts'
import { type PublishableKey, requirePublishableKey } from './publishableKey.ts'

/**
 * A request on its way through the decisions. Everything is read when it is first asked for: most requests are decided
 * before their URL or cookies are.
 */
export class Incoming {
  readonly ctx: AuthenticateContext
  readonly request: Request
  /** The decisions so far. */
  readonly trace: string[] = []
  readonly headerToken: string | undefined
  #key: PublishableKey | undefined
  #url: URL | undefined
  #query: URLSearchParams | undefined
  #cookies: Cookies | undefined
  #set: CookieSet | undefined
  readonly #opened = new Map<string, OpenedSession>()

  constructor(ctx: AuthenticateContext, request: Request) {
    this.ctx = ctx
    this.request = request
    this.headerToken = headerToken(request.headers)
  }

  /** What the publishable key says, the proxy of the Frontend API left aside. */
  get key(): PublishableKey {
    const { publishableKey, domain, isSatellite } = this.ctx
    this.#key ??= requirePublishableKey(publishableKey, { domain, isSatellite })
    return this.#key
  }

  get production(): boolean {
    return this.key.instanceType === 'production'
  }

  /** The URL that the browser asked for. */
  get url(): URL {
    this.#url ??= clerkUrl(this.request)
    return this.#url
  }

  /** The root of the Frontend API, without a slash at the end. */
  get frontendApi(): string {
    const { proxyUrl } = this.ctx
    const place = proxyUrl?.startsWith('/')
      ? this.url.origin + proxyUrl
      : proxyUrl || this.key.frontendApi
    return (place.startsWith('http') ? place : `https://${place}`).replace(/\/+$/, '')
  }

  get cookies(): Cookies {
    this.#cookies ??= parseCookies(this.header('cookie'))
    return this.#cookies
  }

  /** The first value of a query parameter, unless it is empty. */
  query(name: string): string | undefined {
    if (!this.#query) {
      const { url } = this.request
      // Most requests carry none of ours, and a name may be percent-encoded.
      this.#query = new URLSearchParams(/\?.*(__clerk|%)/.test(url) ? new URL(url).search : '')
    }
    return this.#query.get(name) || undefined
  }

  /** Whether it brings neither cookies nor a query, to an application that is no satellite. */
  get isBare(): boolean {
    const { ctx, request } = this
    return !ctx.isSatellite && !request.headers.has('cookie') && !request.url.includes('?')
  }

  header(name: string): string {
    return this.request.headers.get(name) ?? ''
  }

  /** The session cookies in use. */
  async cookieSet(): Promise<CookieSet> {
    if (!this.#set) {
      const { ctx, cookies, key, trace } = this
      const suffix = await cookieSuffix(ctx.publishableKey ?? '')
      this.#set = chooseCookieSet(cookies, {
        suffix,
        issuer: key.frontendApi,
        production: this.production,
        now: now(ctx),
        claimsOf: (token) => this.opened(token).claims,
      })
      const { suffixed, rule } = this.#set
      trace.push(`cookies: ${suffixed ? `suffixed ${suffix}` : 'plain'} (rule ${rule})`)
    }
    return this.#set
  }

  /** A token that was decoded before is not decoded again. */
  opened(token: string): OpenedSession {
    let session = this.#opened.get(token)
    if (!session) {
      session = openSession(this.ctx, token)
      this.#opened.set(token, session)
    }
    return session
  }

  async devBrowser(): Promise<string | undefined> {
    return this.query('__clerk_db_jwt') ?? (await this.cookieSet()).devBrowser
  }

  /** How often the browser was redirected within the last seconds. */
  get redirects(): number {
    const count = Number(this.cookies.__clerk_redirect_count ?? 0)
    return Number.isInteger(count) && count > 0 ? count : 0
  }

  /** Whether the browser shows the answer as a page, so that it may be redirected. */
  get isNavigation(): boolean {
    const destination = this.header('sec-fetch-dest')
    return (
      this.request.method === 'GET' &&
      (/^(document|iframe)$/.test(destination) ||
        (!destination && this.header('accept').startsWith('text/html')))
    )
  }

  /** Whether it is one of a browser for a page of its own. */
  get isPage(): boolean {
    return this.request.method === 'GET' && this.header('sec-fetch-dest') === 'document'
  }
}
