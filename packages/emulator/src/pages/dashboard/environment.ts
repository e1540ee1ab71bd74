import { html } from 'hono/html'
import { action, facts, heading, type Markup } from './markup.ts'
import type { Shown, View } from './view.ts'

/** The environment variables with which an application uses this emulator. */
export function variablesOf({ state }: Shown, url: string): Record<string, string> {
  const { secretKey, publishableKey } = state.instance
  return {
    CLERK_API_URL: url,
    CLERK_SECRET_KEY: secretKey,
    CLERK_PUBLISHABLE_KEY: publishableKey,
    CLERK_JWT_KEY: state.keys.publicPem(),
    CLERK_PROXY_URL: url,
    CLERK_SIGN_IN_URL: `${url}/sign-in`,
  }
}

/** Renders the environment variables. Secrets are hidden, since people share screenshots; the button also copies the secrets. */
export function environmentCard(view: View): Markup {
  const { CLERK_SECRET_KEY, CLERK_JWT_KEY, ...shown } = variablesOf(view, view.url)
  return html`${heading('environment', 'Environment')}
${facts([
  ...Object.entries(shown).map(([name, value]): [string, Markup] => [
    name,
    html`<code>${value}</code>`,
  ]),
  ['CLERK_SECRET_KEY', 'copied, and not shown'],
  ['CLERK_JWT_KEY', 'copied, and not shown'],
])}
<p>${copyVariables('copy-variables')}</p>`
}

export function copyVariables(id: string): Markup {
  return action('Copy variables', {
    id,
    send: 'GET /_emulator/variables',
    copy: '*',
    said: 'The variables are copied, as lines of an .env file.',
  })
}
