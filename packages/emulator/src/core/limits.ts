import type { Context, MiddlewareHandler } from 'hono'
import { entry, Refusal } from './errors.ts'
import { isProduction } from './settings.ts'
import type { CoreState } from './state.ts'

/**
 * The rate limits, as numbers of requests. The defaults are Clerk's; `Infinity` removes a limit.
 *
 * @see {@link https://clerk.com/docs/guides/how-clerk-works/system-limits System limits}
 */
export interface Limits {
  /** Requests to the Backend API, except for the JWKS, in 10 seconds. Default: 100, and 1 000 for a production instance. */
  instance?: number | undefined
  /** Changes of one user, one organization or one membership, metadata included, in 10 seconds. Default: 10. */
  changes?: number | undefined
  /** Invitations in an hour. Default: 100. */
  invitations?: number | undefined
  /** Bulk invitations in an hour. Default: 25. */
  bulkInvitations?: number | undefined
  /** Invitations to organizations in an hour. Default: 250. */
  organizationInvitations?: number | undefined
  /** Bulk invitations to organizations in an hour. Default: 50. */
  bulkOrganizationInvitations?: number | undefined
  /** Sign-ins, and separately sign-ups, that one IP address begins in the Frontend API in 10 seconds. Default: 5. */
  signIns?: number | undefined
  /** Attempts of one IP address to verify a factor or a contact, in 10 seconds. Default: 3. */
  attempts?: number | undefined
}

interface Rule {
  name: keyof Limits
  method: RegExp
  /** The paths that the rule limits. Each value of the capturing group has a window of its own. */
  path: RegExp
  most: number
  /** The length of a window in milliseconds. */
  period: number
}

const HOUR = 3_600_000
const BACKEND: Rule[] = [
  { name: 'instance', method: /./, path: /^(?!.*\/jwks$)/, most: 100, period: 10_000 },
  {
    name: 'changes',
    method: /PATCH|PUT/,
    path: /(\/(?:users|organizations|memberships)\/[^/]+)(?:\/metadata)?$/,
    most: 10,
    period: 10_000,
  },
  { name: 'invitations', method: /POST/, path: /^\/v1\/invitations$/, most: 100, period: HOUR },
  {
    name: 'bulkInvitations',
    method: /POST/,
    path: /^\/v1\/invitations\/bulk$/,
    most: 25,
    period: HOUR,
  },
  {
    name: 'organizationInvitations',
    method: /POST/,
    path: /\/organizations\/[^/]+\/invitations$/,
    most: 250,
    period: HOUR,
  },
  {
    name: 'bulkOrganizationInvitations',
    method: /POST/,
    path: /\/organizations\/[^/]+\/invitations\/bulk$/,
    most: 50,
    period: HOUR,
  },
]

/** Rate limits of the Frontend API. Each IP address has windows of its own. */
const FRONTEND: Rule[] = [
  {
    name: 'signIns',
    method: /POST/,
    path: /^\/v1\/client\/(sign_(?:ins|ups))$/,
    most: 5,
    period: 10_000,
  },
  { name: 'attempts', method: /POST/, path: /\/attempt_\w+$/, most: 3, period: 10_000 },
]

/**
 * Refuses requests above a rate limit until its window ends. `Retry-After` contains the seconds until then. A window begins
 * with its first request, and refused requests do not count. Clerk documents neither of these two rules.
 *
 * @internal
 */
export function limitRates(state: CoreState, limits: Limits): MiddlewareHandler {
  return limiter(state, limits, BACKEND, (path, owner) => (owner ? ownerOf(path, owner) : ''))
}

/**
 * Applies the rate limits of the Frontend API to each IP address, which is read from the headers that proxies set.
 *
 * @internal
 */
export function limitAddresses(state: CoreState, limits: Limits): MiddlewareHandler {
  return limiter(state, limits, FRONTEND, (_, owner, c) => `${addressOf(c)} ${owner}`)
}

function limiter(
  state: CoreState,
  limits: Limits,
  rules: Rule[],
  holderOf: (path: string, owner: string, c: Context) => string,
): MiddlewareHandler {
  return async (c, next) => {
    const now = state.clock.now()
    const applying = rules.flatMap(({ name, method, path, most, period }) => {
      const [found, owner = ''] = path.exec(c.req.path) ?? []
      if (found === undefined || !method.test(c.req.method)) return []
      const key = `${name} ${holderOf(c.req.path, owner, c)}`.trim()
      const known = state.windows.get(key)
      const window = known && now < known.start + period ? known : { start: now, count: 0 }
      const usual = name === 'instance' && isProduction(state.settings) ? 10 * most : most
      return [{ key, window, period, most: limits[name] ?? usual }]
    })
    for (const { window, period, most } of applying) {
      if (window.count >= most) throw tooMany(window.start + period - now, window.start + period)
    }
    for (const { key, window } of applying) {
      window.count++
      state.windows.set(key, window)
    }
    await next()
  }
}

/** Returns the IP address of the caller from the headers that proxies set; `local` without these headers. */
function addressOf(c: Context): string {
  const forwarded = c.req.header('x-forwarded-for')?.split(',')[0]?.trim()
  return c.req.header('cf-connecting-ip') || c.req.header('x-real-ip') || forwarded || 'local'
}

/** Identifies the object that a request changes. A membership is identified by its path, which names organization and user. */
function ownerOf(path: string, owner: string): string {
  return owner.startsWith('/memberships') ? path.replace(/\/metadata$/, '') : owner
}

function tooMany(wait: number, until: number): Refusal {
  return new Refusal(
    429,
    entry('too_many_requests', 'Too many requests', 'Too many requests, retry later.', {
      ResetsIn: Math.ceil(until / 1000),
    }),
    { 'retry-after': `${Math.ceil(wait / 1000)}` },
  )
}
