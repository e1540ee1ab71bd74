import type { Context } from 'hono'
import { html, raw } from 'hono/html'

/** The content of a page for {@link answerPage}. */
export interface Page {
  title: string
  body: ReturnType<typeof html>
  /** Origins and schemes that forms may lead to, in addition to the page's own origin. Browsers also check redirects of forms. */
  formTargets?: string[]
  /** Paths of style sheets on this host, in addition to the style sheet of every page. */
  styles?: string[]
  /** Paths of scripts of this host. */
  scripts?: string[]
  status?: 200 | 400 | 403 | 404 | 422
}

/**
 * Responds with a page. The content security policy of the page blocks inline scripts and scripts of other hosts, and all
 * scripts when `scripts` is empty.
 */
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
