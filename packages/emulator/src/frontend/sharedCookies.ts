import type { MiddlewareHandler } from 'hono'
import { currentSession } from '../sessions/index.ts'
import type { State } from '../state.ts'
import { browserOf, clientOfBrowser, isNative } from './browsers.ts'
import { clientUat, directives } from './directives.ts'

/**
 * Returns the production domain to which a host belongs; undefined in development, and for any other host. Applications and the
 * Frontend API share the cookies of this domain.
 */
export function sharedDomain({ settings, domains }: State, hostname: string): string | undefined {
  if (settings.environment_type !== 'production') return undefined
  for (const { name } of domains) {
    if (hostname === name || hostname.endsWith(`.${name}`)) return name
  }
  return undefined
}

/** Whether a host belongs to a satellite domain. Its handshakes are redirected to the Frontend API of the primary domain. */
export function isSatelliteHost(state: State, hostname: string): boolean {
  const name = sharedDomain(state, hostname)
  return name !== undefined && hostname !== state.instance.frontendApi && isSatellite(state, name)
}

function isSatellite({ domains }: State, name: string): boolean {
  return [...domains].some((domain) => domain.name === name && domain.is_satellite)
}

/**
 * Sets `__client_uat` for the domain of the request, as Clerk's Frontend API does. The applications of a production instance
 * detect sign-in and sign-out by this cookie.
 */
export function tellApplications(state: State): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const domain = sharedDomain(state, new URL(c.req.url).hostname)
    if (domain === undefined || isNative(c)) return
    const made = c.res.headers.getSetCookie().map((line) => /^__client=([^;]+)/.exec(line)?.[1])
    const browser = made.find((token) => token) ?? browserOf(state, c)
    if (browser === undefined) return
    const client = clientOfBrowser(state, browser)
    const cookies = await clientUat(state, currentSession(state, client) && client)
    for (const line of directives(cookies, { secure: true, domain })) {
      c.header('set-cookie', line, { append: true })
    }
  }
}
