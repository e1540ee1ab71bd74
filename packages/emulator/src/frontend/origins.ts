import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { entry, Refusal } from '../core/errors.ts'
import { isProduction } from '../core/settings.ts'
import { isAllowedHost } from '../instance/index.ts'
import type { State } from '../state.ts'

/**
 * Allows cross-origin calls with cookies. In development, any http or https page may call. In production, a page may call from
 * the host of the request, a domain of the instance or a subdomain. With `subdomain_allowlist_enabled`, a subdomain must be in
 * `allowed_subdomains`. Every origin in `allowed_origins` may call. Any other scheme than http and https, such as that of a
 * browser extension or a Capacitor app, needs an entry in `allowed_origins`.
 */
export function origins(state: State): MiddlewareHandler[] {
  return [
    cors({
      origin: (origin, c) => (isAllowed(state, origin, c.req.url) ? origin : null),
      credentials: true,
      // Native clients read their token from the `Authorization` header.
      exposeHeaders: ['Authorization'],
    }),
    async (c, next) => {
      const origin = c.req.header('origin')
      if (origin && !isAllowed(state, origin, c.req.url)) {
        throw new Refusal(
          400,
          entry(
            'origin_invalid',
            'Invalid HTTP Origin header',
            `${origin} may not call the Frontend API: add it to the allowed_origins of the instance.`,
          ),
        )
      }
      await next()
    },
  ]
}

function isAllowed(state: State, origin: string, requested: string): boolean {
  const { allowed_origins } = state.settings
  if (allowed_origins.includes(origin)) return true
  const url = URL.canParse(origin) ? new URL(origin) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return false
  if (!isProduction(state.settings)) return true
  return isAllowedHost(state, url.hostname) || url.hostname === new URL(requested).hostname
}
