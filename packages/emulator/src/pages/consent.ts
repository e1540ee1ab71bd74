import { Hono } from 'hono'
import { html } from 'hono/html'
import { readAuthorizationClient } from '../machines/index.ts'
import type { State } from '../state.ts'
import { answerPage } from './layout.ts'

/** Serves `/oauth-consent`, which asks the user whether an OAuth client may act for them. */
export function consentPage(state: State): Hono {
  const app = new Hono()

  app.get('/oauth-consent', (c) => {
    const params = new URL(c.req.url).searchParams
    // Not taken from the query: only the buttons of the page set `consented`.
    params.delete('consented')

    const { application, redirectUri } = readAuthorizationClient(state, params)
    const { protocol, origin } = new URL(redirectUri)
    const scopes = (params.get('scope') ?? 'profile email').split(' ')
    return answerPage(c, {
      title: `Allow ${application.name}?`,
      // The URL of a native app has a custom scheme and no origin.
      formTargets: [/^https?:$/.test(protocol) ? origin : protocol],
      body: html`<main>
<form class="card" method="post" action="/v1/me/oauth/consent/${encodeURIComponent(application.client_id)}">
<h1>Allow ${application.name}?</h1>
<p class="soft">It gets these scopes of your account:</p>
<ul>
${scopes.map((scope) => html`<li>${scope}</li>`)}
</ul>
${[...params].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="primary" name="consented" value="true">Allow</button>
<button name="consented" value="false">Deny</button>
</form>
</main>`,
    })
  })
  return app
}
