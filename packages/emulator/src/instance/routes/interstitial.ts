import { Hono } from 'hono'
import { html } from 'hono/html'
import { entry, Refusal } from '../../core/errors.ts'
import { queryOf } from '../../core/lists.ts'
import { flag } from '../../core/params.ts'

/** The routes of `/public/interstitial`, which need no key: the page that loads clerk-js to detect the session. */
export function interstitial(): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const query = queryOf(c)
    const publishableKey = query.get('publishable_key')
    const frontendApi =
      query.get('frontend_api') ?? query.get('frontendApi') ?? hostOf(publishableKey)
    const domain = query.get('domain')
    const scriptHost =
      flag(query, 'use_domain_for_script') && domain ? `clerk.${domain}` : frontendApi
    return c.html(html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Signing in</title></head>
  <body>
    <script
      async crossorigin="anonymous"
      data-clerk-publishable-key="${publishableKey ?? ''}"
      data-clerk-frontend-api="${frontendApi}"
      data-clerk-proxy-url="${query.get('proxy_url') ?? ''}"
      data-clerk-domain="${domain ?? ''}"
      data-clerk-sign-in-url="${query.get('sign_in_url') ?? ''}"
      src="https://${scriptHost}/npm/@clerk/clerk-js@5/dist/clerk.browser.js"
      onload="window.Clerk.load({ isInterstitial: true })"
    ></script>
  </body>
</html>
`)
  })
  return app
}

/** Returns the host of the Frontend API in a publishable key. Refuses a missing or malformed key with 400. */
function hostOf(publishableKey: string | null): string {
  if (publishableKey === null) {
    throw new Refusal(
      400,
      entry(
        'missing_query_parameter',
        'Missing query parameter',
        'publishable_key or frontend_api must be included.',
      ),
    )
  }
  const [, encoded] = /^pk_(?:test|live)_([A-Za-z0-9+/=_-]+)$/.exec(publishableKey) ?? []
  const host = decode(encoded)
  if (host?.endsWith('$')) return host.slice(0, -1)
  throw new Refusal(
    400,
    entry(
      'malformed_publishable_key',
      'Malformed publishable key',
      'publishable_key must be pk_test_ or pk_live_ and a host in base64.',
    ),
  )
}

function decode(encoded: string | undefined): string | undefined {
  try {
    return encoded && atob(encoded)
  } catch {
    return undefined
  }
}
