import type { Context } from 'hono'
import { html, raw } from 'hono/html'

/** What {@link answerPage} makes a page of. */
export interface Page {
  title: string
  body: ReturnType<typeof html>
  /** Where forms of the page may lead, besides the page's own host: the policy covers the redirects that follow, too. */
  formTargets?: string[]
  /** Paths of style sheets of this host, besides that of every page. */
  styles?: string[]
  /** Paths of scripts of this host. */
  scripts?: string[]
  status?: 200 | 400 | 403 | 404 | 422
}

/** A page that works without scripts of its own, and that lets nobody else's run. */
export async function answerPage(
  c: Context,
  { title, body, formTargets = [], styles = [], scripts = [], status = 200 }: Page,
): Promise<Response> {
  c.header(
    'content-security-policy',
    [
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self' data:",
      ...(scripts.length ? ["script-src 'self'", "connect-src 'self'"] : []),
      ['form-action', "'self'", ...new Set(formTargets)].join(' '),
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  )
  c.header('cache-control', 'no-store')
  c.header('referrer-policy', 'same-origin')
  c.header('x-content-type-options', 'nosniff')
  return c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
${['/_emulator/style.css', ...styles].map((path) => html`<link rel="stylesheet" href="${raw(path)}">`)}
${scripts.map((path) => html`<script type="module" src="${raw(path)}"></script>`)}
</head>
<body>
${body}
</body>
</html>`,
    status,
  )
}
