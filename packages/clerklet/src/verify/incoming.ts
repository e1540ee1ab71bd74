import { headerToken } from './authorization.ts'
import { clerkUrl } from './clerkUrl.ts'
import { type CookieSet, chooseCookieSet } from './cookieSet.ts'
import { type Cookies, cookieSuffix, parseCookies } from './cookies.ts'
import { type OpenedSession, openSession } from './openSession.ts'
import type { AuthenticateContext } from './options.ts'
import { type PublishableKey, requirePublishableKey } from './publishableKey.ts'

const NO_COOKIES: CookieSet = {
  session: undefined,
  clientUat: 0,
  devBrowser: undefined,
  suffixed: false,
  rule: 3,
}

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
  #suffix = ''
  readonly #opened = new Map<string, OpenedSession | undefined>()

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

  /** Milliseconds. */
  get now(): number {
    return (this.ctx.now ?? Date.now)()
  }

  get cookies(): Cookies {
    this.#cookies ??= parseCookies(this.request.headers.get('cookie'))
    return this.#cookies
  }

  /** The first value of a query parameter, unless it is empty. */
  query(name: string): string | undefined {
    if (!this.#query) {
      const { url } = this.request
      const start = url.indexOf('?')
      // Most requests carry none of ours, and a name may be percent-encoded.
      const search = start < 0 || !/__clerk|%/.test(url) ? '' : new URL(url).search
      this.#query = new URLSearchParams(search)
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
      if (!this.request.headers.has('cookie')) {
        this.trace.push('no cookies')
        this.#set = NO_COOKIES
        return NO_COOKIES
      }
      const { publishableKey = '' } = this.ctx
      this.#suffix = await cookieSuffix(publishableKey)
      this.#set = chooseCookieSet(this.cookies, {
        suffix: this.#suffix,
        issuer: this.key.frontendApi,
        production: this.production,
        now: this.now,
        claimsOf: (token) => this.opened(token)?.claims,
      })
      const { suffixed, rule } = this.#set
      const which = suffixed ? `suffixed ${this.#suffix}` : 'plain'
      this.trace.push(`cookies: ${which} (rule ${rule})`)
    }
    return this.#set
  }

  /** A token that was decoded before is not decoded again. Undefined when it is no JWT. */
  opened(token: string): OpenedSession | undefined {
    if (!this.#opened.has(token)) {
      let opened: OpenedSession | undefined
      try {
        opened = openSession(this.ctx, token)
      } catch {
        // Whoever needs to know why opens it again.
      }
      this.#opened.set(token, opened)
    }
    return this.#opened.get(token)
  }

  /** Never the unsuffixed one: it may be another instance's. */
  async refreshToken(): Promise<string | undefined> {
    await this.cookieSet()
    return this.cookies[`__refresh_${this.#suffix}`] || undefined
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
    if (this.request.method !== 'GET') return false
    const destination = this.header('sec-fetch-dest')
    return destination
      ? destination === 'document' || destination === 'iframe'
      : this.header('accept').startsWith('text/html')
  }
}
