import type { Context, MiddlewareHandler } from 'hono'
import { entry, Refusal } from './errors.ts'
import { isProduction } from './settings.ts'
import type { CoreState } from './state.ts'

/**
 * How many requests are let pass: what Clerk lets pass unless told otherwise, `Infinity` for any number.
 *
 * @see {@link https://clerk.com/docs/guides/how-clerk-works/system-limits System limits}
 */
export interface Limits {
  /** Of all requests but those for the JWKS, in 10 seconds. Default: 100, and 1 000 of a production instance. */
  instance?: number | undefined
  /** Of changes of one user, one organization or one membership, metadata included, in 10 seconds. Default: 10. */
  changes?: number | undefined
  /** Of invitations in an hour. Default: 100. */
  invitations?: number | undefined
  /** Of bulk invitations in an hour. Default: 25. */
  bulkInvitations?: number | undefined
  /** Of invitations to organizations in an hour. Default: 250. */
  organizationInvitations?: number | undefined
  /** Of bulk invitations to organizations in an hour. Default: 50. */
  bulkOrganizationInvitations?: number | undefined
  /** Of sign-ins that one address begins in the Frontend API, in 10 seconds, and of sign-ups. Default: 5. */
  signIns?: number | undefined
  /** Of attempts of one address to prove who it is, in 10 seconds. Default: 3. */
  attempts?: number | undefined
}

interface Rule {
  name: keyof Limits
  method: RegExp
  /** What is found in brackets has a window of its own. */
  path: RegExp
  most: number
  /** Milliseconds. */
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

/** Each address has windows of its own. */
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
 * Refuses requests that are too many, until the time that `Retry-After` names. A window begins with its first request, and
 * what is refused does not count: Clerk documents neither.
 */
export function limitRates(state: CoreState, limits: Limits): MiddlewareHandler {
  return limiter(state, limits, BACKEND, (path, owner) => (owner ? ownerOf(path, owner) : ''))
}

/** The same of the Frontend API, where it is about the address that asks: the one that proxies tell of. */
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

/** Without a proxy there is one address: that of the machine itself. */
function addressOf(c: Context): string {
  const forwarded = c.req.header('x-forwarded-for')?.split(',')[0]?.trim()
  return c.req.header('cf-connecting-ip') || c.req.header('x-real-ip') || forwarded || 'local'
}

/** A membership is that of one organization. */
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
