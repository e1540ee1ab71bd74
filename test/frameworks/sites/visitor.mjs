/** Opens a browser context for the site at `origin`, and records its responses. `fapi` is the URL of the Frontend API. */
export async function visit(browser, { origin, fapi }) {
  const context = await browser.newContext()
  const page = await context.newPage()
  let responses = []
  page.on('response', (response) => responses.push(response))
  const cookies = async () =>
    Object.fromEntries((await context.cookies(origin)).map(({ name, value }) => [name, value]))
  return {
    context,
    page,
    cookies,
    open: (path = '/') => page.goto(origin + path),
    text: () => page.getByRole('main').innerText(),
    /** Signs in at the Frontend API, and comes back to the start page. */
    signIn: async (name) => {
      await page.goto(`${fapi}/sign-in?redirect_url=${encodeURIComponent(`${origin}/`)}`)
      await page.getByRole('button', { name }).click()
      await page.waitForURL(`${origin}/`)
    },
    /** Replaces the session token in all session cookies. */
    replaceToken: async (token) => {
      const all = await context.cookies(origin)
      const sessions = all.filter(({ name }) => /^__session/.test(name))
      await context.addCookies(sessions.map((cookie) => ({ ...cookie, value: token })))
    },
    /** Returns the responses since the last call of this function. */
    received: () => {
      const list = responses.map((response) => {
        const url = new URL(response.url())
        return {
          status: response.status(),
          isPage: response.request().isNavigationRequest(),
          isHandshake: url.origin === fapi && url.pathname === '/v1/client/handshake',
          path: url.origin === origin ? url.pathname : undefined,
          url: url.href,
        }
      })
      responses = []
      return list
    },
  }
}
