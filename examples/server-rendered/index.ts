/** Renders pages on the server for browsers, with session cookies and the handshake that renews them. */
import { type ClerkEnv, contextFromEnv, getUser, revokeSession } from 'clerklet'
import { accountsUrl, authenticateRequest, parsePublishableKey } from 'clerklet/verify'

interface Env extends ClerkEnv {
  /** The origin of these pages. Tokens that were issued to other origins are refused. */
  APP_ORIGIN: string
  /** The URL of the Frontend API, such as that of a proxy or an emulator. Default: the host in the publishable key. */
  CLERK_PROXY_URL?: string
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const ctx = contextFromEnv(env)
    const state = await authenticateRequest(ctx, request, {
      authorizedParties: [env.APP_ORIGIN],
      proxyUrl: env.CLERK_PROXY_URL,
    })
    // Redirects to the Frontend API or, after a handshake, to the URL without the parameters of the handshake.
    if (state.headers.has('location')) return state.toResponse()
    const auth = state.toAuth()
    const user = auth?.isAuthenticated ? await getUser(ctx, auth.userId) : undefined
    const name = user && (user.first_name ?? user.username ?? user.id)

    switch (`${request.method} ${new URL(request.url).pathname}`) {
      case 'GET /':
        return page('Welcome', state.headers, name ? greeting(name) : invitation(env))
      case 'GET /account':
        return user
          ? page('Your account', state.headers, account(user))
          : redirect(signInUrl(env, '/account'), state.headers)
      case 'POST /sign-out':
        if (auth?.sessionId) await revokeSession(ctx, auth.sessionId)
        return redirect('/', withoutCookies(request, state.headers))
      default:
        return page('Not found', state.headers, html`<p>There is no such page.</p>`, 404)
    }
  },
}

function invitation(env: Env): Markup {
  return html`<p>You are signed out.</p>
<p><a href="${signInUrl(env, '/')}">Sign in</a></p>`
}

function greeting(name: string): Markup {
  return html`<p>You are signed in as <strong>${name}</strong>.</p>
<p><a href="/account">Your account</a></p>
${signOutForm}`
}

function account({ id, first_name, last_name, email_addresses }: Account): Markup {
  return html`<dl>
<dt>Name</dt><dd>${[first_name, last_name].filter(Boolean).join(' ') || '–'}</dd>
<dt>E-mail</dt><dd>${email_addresses[0]?.email_address ?? '–'}</dd>
<dt>Id</dt><dd>${id}</dd>
</dl>
<p><a href="/">Start page</a></p>
${signOutForm}`
}

type Account = Awaited<ReturnType<typeof getUser>>

/** Returns the URL of the sign-in page: at the proxy if there is one, otherwise the page that Clerk hosts. */
function signInUrl(env: Env, back: string): string {
  const key = parsePublishableKey(`${env.CLERK_PUBLISHABLE_KEY}`)
  const root = env.CLERK_PROXY_URL ?? accountsUrl(key?.frontendApi)
  return `${root}/sign-in?${new URLSearchParams({ redirect_url: env.APP_ORIGIN + back })}`
}

/** Removes the session cookies, since the last token of a revoked session stays valid for up to a minute. */
function withoutCookies(request: Request, headers: Headers): Headers {
  const names = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.split('=')[0])
  for (const name of names.filter((one) => /^\s*__(session|client_uat|refresh)/.test(`${one}`))) {
    headers.append('set-cookie', `${name?.trim()}=; Path=/; Max-Age=0; SameSite=Lax`)
  }
  return headers
}

function redirect(location: string, headers: Headers): Response {
  headers.set('location', location)
  return new Response(null, { status: 303, headers })
}

/** HTML that needs no escaping. */
interface Markup {
  markup: string
}

/** Creates markup from a template. Values are escaped unless they are markup. */
function html(parts: TemplateStringsArray, ...values: (string | Markup)[]): Markup {
  const escaped = values.map((value) =>
    typeof value === 'object'
      ? value.markup
      : value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`),
  )
  return { markup: String.raw({ raw: parts }, ...escaped) }
}

const signOutForm = html`<form method="post" action="/sign-out"><button>Sign out</button></form>`

const style = `body{font:1rem/1.5 system-ui;max-width:36rem;margin:3rem auto;padding:0 1rem;
color-scheme:light dark}dt{font-weight:600}dd{margin:0 0 .75rem}button{font:inherit;padding:.4rem 1rem}`

function page(title: string, headers: Headers, body: Markup, status = 200): Response {
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('cache-control', 'private, no-store')
  headers.set(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  )
  const { markup } = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${{ markup: style }}</style>
<main>
<h1>${title}</h1>
${body}
</main>
</html>`
  return new Response(markup, { status, headers })
}
