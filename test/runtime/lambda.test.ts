import { createEmulator } from 'clerklet-emulator'
import { describe, expect, test, vi } from 'vitest'
import { handler } from '#examples/lambda/index.ts'
import { createBrowser } from '#fixtures/browser.ts'
import { GATEWAYS, gateway } from '#fixtures/gateway.ts'

const FAPI = 'http://localhost:4010'
const APP = 'http://localhost:8787'
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0x00])

describe.each(GATEWAYS)('examples/lambda behind a %s gateway', (kind) => {
  function deployed() {
    const clerk = createEmulator({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
    vi.stubGlobal('fetch', clerk.fetch)
    vi.stubEnv('CLERK_SECRET_KEY', clerk.ctx.secretKey)
    vi.stubEnv('CLERK_PUBLISHABLE_KEY', clerk.ctx.publishableKey)
    vi.stubEnv('CLERK_PROXY_URL', FAPI)
    vi.stubEnv('APP_ORIGIN', APP)
    const site = gateway(kind, handler)
    return { clerk, site, browser: createBrowser({ [FAPI]: clerk.fetch, [APP]: site }) }
  }

  test('behavior: a visitor signs in, and the cookies of the handshake arrive', async () => {
    const { browser } = deployed()
    const signedOut = await browser.visit(`${APP}/?a=1&b=x%20y`)
    expect(signedOut.response.status).toBe(401)
    const signIn = `${FAPI}/sign-in?redirect_url=${encodeURIComponent(`${APP}/?a=1&b=x%20y`)}`
    const { url, response } = await browser.visit(signIn, { user_id: 'user_ada' })
    expect(await response.text()).toContain('You are signed in as user_ada.')
    expect(url.origin).toBe(APP)
    expect(url.searchParams.get('b')).toBe('x y')
    expect(browser.jar('localhost').has('__session')).toBe(true)
    expect(browser.jar('localhost').has('__client_uat')).toBe(true)
  })

  test('behavior: the bytes of an image arrive unchanged', async () => {
    const { clerk, site } = deployed()
    const { headers } = await clerk.signIn('user_ada', { azp: APP })
    const sent = await site(
      new Request(`${APP}/image`, {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'image/png' },
        body: PNG,
      }),
    )
    expect(sent.status).toBe(200)
    const { image } = await sent.json()
    expect(new Uint8Array(await (await clerk.fetch(image)).arrayBuffer())).toEqual(PNG)
  })

  test('error: a missing token is refused, and so is a route that does not exist', async () => {
    const { site } = deployed()
    const refused = await site(new Request(`${APP}/image`, { method: 'PUT', body: PNG }))
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
    expect((await site(new Request(`${APP}/nothing`))).status).toBe(404)
  })
})
