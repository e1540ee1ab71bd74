import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { entry, Refusal } from '../core/errors.ts'
import { isProduction } from '../core/settings.ts'
import { isAllowedHost } from '../instance/index.ts'
import type { State } from '../state.ts'

/**
 * Lets pages of other origins call, with cookies: in development those of the whole web, in production those of the domains of
 * the instance and, below them, those that `allowed_subdomains` lists if it is switched on. What is no page of the web, such as an extension of a browser or an app of Capacitor, has to be among
 * `allowed_origins`; any other page can be.
 */
export function origins(state: State): MiddlewareHandler[] {
  return [
    cors({
      origin: (origin, c) => (isAllowed(state, origin, c.req.url) ? origin : null),
      credentials: true,
      // Where native clients read what they are known by.
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
