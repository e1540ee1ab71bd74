import {
  changeProductionInstanceDomain,
  createDomain,
  getHandshakePayload,
  listSessions,
  revokeSession,
} from 'clerklet'
import {
  type AuthenticateRequestOptions,
  authenticateRequest,
  cookieSuffix,
  verifyToken,
} from 'clerklet/verify'
import type { Emulator } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { createBrowser, type Site } from '#fixtures/browser.ts'
import { emulate } from '#fixtures/emulator.ts'

const FAPI = 'http://localhost:4010'
const APP = 'http://localhost:8787'
const seed = { users: [{ id: 'user_ada', username: 'ada' }] }

/** An application that responds with the authentication state. */
function application(
  { ctx }: Emulator,
  options: AuthenticateRequestOptions<'session_token'> = {},
): Site {
  return async (request) => {
    const state = await authenticateRequest(ctx, request, { proxyUrl: FAPI, ...options })
    if (state.headers.has('location')) {
      return new Response(null, { status: 307, headers: state.headers })
    }
    const answer = { status: state.status, reason: state.reason, userId: state.toAuth()?.userId }
    return Response.json(answer, { headers: state.headers })
  }
}

function world(options?: AuthenticateRequestOptions<'session_token'>) {
  const emulator = emulate({ seed })
  const sites: Record<string, Site> = {
    [FAPI]: emulator.fetch,
    [APP]: application(emulator, options),
  }
  return { emulator, sites, browser: createBrowser(sites) }
}

const signInAt = (back: string) => `${FAPI}/sign-in?redirect_url=${encodeURIComponent(back)}`

describe('handshake', () => {
  test('default: a first visit ends signed out, at the requested URL', async () => {
    const { browser } = world()
    const { url, response, hops } = await browser.visit(`${APP}/a?b=c`)
    expect(await response.json()).toMatchObject({
      status: 'signed-out',
      reason: 'session-token-and-uat-missing',
    })
    expect(url.href).toBe(`${APP}/a?b=c`)
    expect(hops.map((hop) => new URL(hop).origin)).toEqual([APP, FAPI, APP, APP])
    expect(browser.jar('localhost').get('__client_uat')).toBe('0')
    expect((await browser.visit(APP)).hops).toHaveLength(1)
  })

  test('behavior: one click signs in, and the address bar shows no parameters', async () => {
    const { browser } = world()
    await browser.visit(APP)
    const { url, response } = await browser.visit(signInAt(`${APP}/home`), { user_id: 'user_ada' })
    expect(await response.json()).toMatchObject({ status: 'signed-in', userId: 'user_ada' })
    expect(url.href).toBe(`${APP}/home`)
    expect((await browser.visit(APP)).hops).toHaveLength(1)
  })

  test('behavior: one click signs in to an application that only has the publishable key', async () => {
    const emulator = emulate({ seed })
    const { publishableKey, fetch, now } = emulator.ctx
    const keyless = { ...emulator, ctx: { publishableKey, fetch, now } as Emulator['ctx'] }
    const browser = createBrowser({ [FAPI]: emulator.fetch, [APP]: application(keyless) })
    const { url, response } = await browser.visit(signInAt(`${APP}/home`), { user_id: 'user_ada' })
    expect(await response.json()).toMatchObject({ status: 'signed-in', userId: 'user_ada' })
    expect(url.href).toBe(`${APP}/home`)
    emulator.clock.advance('2m')
    const later = await browser.visit(`${APP}/later`)
    expect(await later.response.json()).toMatchObject({ status: 'signed-in' })
    expect(later.hops.map((hop) => new URL(hop).origin)).toEqual([APP, FAPI, APP, APP])
  })

  test('behavior: cookies are set with and without the suffix, but the refresh token only with it', async () => {
    const { browser, emulator } = world()
    await browser.visit(signInAt(APP), { user_id: 'user_ada' })
    const suffix = await cookieSuffix(emulator.ctx.publishableKey)
    const jar = browser.jar('localhost')
    for (const name of ['__session', '__client_uat', '__clerk_db_jwt']) {
      expect(jar.get(name)).toBe(jar.get(`${name}_${suffix}`))
      expect(jar.get(name)).toBeTruthy()
    }
    expect(jar.has('__refresh')).toBe(false)
    expect(jar.get(`__refresh_${suffix}`)).toMatch(/^rt_\w{27}$/)
    const token = jar.get('__session') ?? ''
    expect(await verifyToken(emulator.ctx, token)).toMatchObject({ azp: APP, sub: 'user_ada' })
  })

  test('behavior: a handshake replaces an expired token', async () => {
    const { browser, emulator } = world()
    await browser.visit(signInAt(APP), { user_id: 'user_ada' })
    const jar = browser.jar('localhost')
    const before = jar.get('__session')
    jar.delete(`__refresh_${await cookieSuffix(emulator.ctx.publishableKey)}`)
    emulator.clock.advance('2m')
    const { response, hops } = await browser.visit(`${APP}/later`)
    expect(await response.json()).toMatchObject({ status: 'signed-in' })
    expect(hops[1]).toContain('session-token-expired-refresh-non-eligible-no-refresh-cookie')
    expect(jar.get('__session')).not.toBe(before)
    expect((await browser.visit(APP)).hops).toHaveLength(1)
  })

  test('behavior: signing out at the Frontend API signs out of the application', async () => {
    const { browser } = world()
    await browser.visit(signInAt(APP), { user_id: 'user_ada' })
    const { url, response } = await browser.visit(
      `${FAPI}/sign-out?redirect_url=${encodeURIComponent(APP)}`,
      {},
    )
    expect(await response.json()).toMatchObject({ status: 'signed-out' })
    expect(url.href).toBe(`${APP}/`)
    expect(browser.jar('localhost').has('__session')).toBe(false)
    expect((await browser.visit(APP)).hops).toHaveLength(1)
  })

  test('behavior: a session that the API has revoked ends at the next handshake', async () => {
    const { browser, emulator } = world()
    await browser.visit(signInAt(APP), { user_id: 'user_ada' })
    const { data } = await listSessions(emulator.strict, { user_id: 'user_ada' })
    await revokeSession(emulator.strict, data[0]?.id ?? '')
    emulator.clock.advance('2m')
    expect(await (await browser.visit(APP)).response.json()).toMatchObject({ status: 'signed-out' })
  })

  test('behavior: without format=nonce, the handshake returns a signed token', async () => {
    const { emulator } = world()
    const { cookieHeaders } = await emulator.signIn('user_ada')
    const answer = await emulator.fetch(
      `${FAPI}/v1/client/handshake?redirect_url=${encodeURIComponent(`${APP}/x`)}`,
      { headers: cookieHeaders },
    )
    expect(answer.status).toBe(307)
    const back = answer.headers.get('location') ?? ''
    const state = await authenticateRequest(
      emulator.ctx,
      new Request(back, { headers: { 'sec-fetch-dest': 'document' } }),
    )
    expect(state).toMatchObject({ status: 'signed-in' })
    expect(state.headers.get('location')).toBe(`${APP}/x`)
    expect(state.headers.getSetCookie()).toHaveLength(7)
  })

  test('behavior: a nonce is valid once', async () => {
    const { emulator } = world()
    const answer = await emulator.fetch(
      `${FAPI}/v1/client/handshake?format=nonce&redirect_url=${encodeURIComponent(APP)}`,
    )
    const back = new URL(answer.headers.get('location') ?? '')
    const nonce = back.searchParams.get('__clerk_handshake_nonce') ?? ''
    const { directives } = await getHandshakePayload(emulator.strict, { nonce })
    expect(directives).toContainEqual(expect.stringMatching(/^__client_uat=0; Path=\//))
    await expect(getHandshakePayload(emulator.strict, { nonce })).rejects.toMatchObject({
      status: 400,
    })
  })

  test('behavior: a satellite gets the session of its primary', async () => {
    const SATELLITE = 'http://127.0.0.1:9000'
    const { browser, emulator, sites } = world()
    sites[SATELLITE] = application(emulator, {
      isSatellite: true,
      domain: '127.0.0.1:9000',
      signInUrl: APP,
      satelliteAutoSync: true,
    })
    await browser.visit(signInAt(APP), { user_id: 'user_ada' })
    const { url, response } = await browser.visit(`${SATELLITE}/shop`)
    expect(await response.json()).toMatchObject({ status: 'signed-in', userId: 'user_ada' })
    expect(url.pathname).toBe('/shop')
  })

  test('behavior: a satellite of a production instance gets the session from the Frontend API of its primary', async () => {
    const PRIMARY = 'https://app.example.com'
    const SATELLITE = 'https://shop.example'
    const emulator = emulate({ seed: { ...seed, settings: { environment_type: 'production' } } })
    await changeProductionInstanceDomain(emulator.strict, { home_url: 'https://example.com' })
    await createDomain(emulator.strict, { name: 'shop.example', is_satellite: true })
    const browser = createBrowser({
      'https://clerk.example.com': emulator.fetch,
      'https://clerk.shop.example': emulator.fetch,
      [PRIMARY]: application(emulator, { proxyUrl: '' }),
      [SATELLITE]: application(emulator, {
        proxyUrl: '',
        isSatellite: true,
        domain: 'shop.example',
        // Required, because the secret key is that of a development instance.
        signInUrl: PRIMARY,
        satelliteAutoSync: true,
      }),
    })
    const signIn = `https://clerk.example.com/sign-in?redirect_url=${encodeURIComponent(PRIMARY)}`
    const primary = await browser.visit(signIn, { user_id: 'user_ada' })
    expect(await primary.response.json()).toMatchObject({ status: 'signed-in' })
    const { url, response, hops } = await browser.visit(`${SATELLITE}/shop?a=b`)
    expect(await response.json()).toMatchObject({ status: 'signed-in', userId: 'user_ada' })
    expect(url.pathname).toBe('/shop')
    expect(hops.map((hop) => new URL(hop).origin)).toEqual([
      SATELLITE,
      'https://clerk.shop.example',
      'https://clerk.example.com',
      SATELLITE,
    ])
    expect(browser.jar('.example.com').get('__client_uat')).toMatch(/^\d{10}$/)
    expect(browser.jar('.shop.example').get('__client_uat')).toMatch(/^\d{10}$/)

    const signOut = `https://clerk.example.com/sign-out?redirect_url=${encodeURIComponent(PRIMARY)}`
    expect(await (await browser.visit(signOut, {})).response.json()).toMatchObject({
      status: 'signed-out',
    })
    expect(browser.jar('.example.com').get('__client_uat')).toBe('0')
  })

  test('behavior: the redirect to a satellite after a sync has __clerk_synced=true', async () => {
    const { emulator } = world()
    const answer = await emulator.fetch(
      `${FAPI}/v1/client/handshake?__clerk_hs_reason=satellite-needs-syncing&redirect_url=${encodeURIComponent(`${APP}/?__clerk_synced=false`)}`,
    )
    const back = new URL(answer.headers.get('location') ?? '')
    expect(back.searchParams.getAll('__clerk_synced')).toEqual(['true'])
  })

  test('behavior: a browser token of another instance is replaced', async () => {
    const { browser } = world()
    browser.jar('localhost').set('__clerk_db_jwt', 'dvb_other').set('__client_uat', '1')
    const { hops, response } = await browser.visit(APP)
    expect(hops).toHaveLength(4)
    expect(await response.json()).toMatchObject({ status: 'signed-out' })
    expect(browser.jar('localhost').get('__clerk_db_jwt')).toMatch(/^dvb_\w{27}$/)
  })

  test('error: a redirect to anything but a web address', async () => {
    const { emulator } = world()
    for (const target of [
      'javascript:alert(1)',
      'data:text/html,x',
      '/path',
      'http://a:b@c.d',
      '',
    ]) {
      const answer = await emulator.fetch(
        `${FAPI}/v1/client/handshake?redirect_url=${encodeURIComponent(target)}`,
      )
      expect(answer.status, target).toBe(422)
      expect(answer.headers.has('location')).toBe(false)
    }
  })
})

test('behavior: the cookies and headers of signIn sign in without a handshake', async () => {
  const { emulator, sites } = world()
  const { cookieHeaders, headers, user } = await emulator.signIn('user_ada', { azp: APP })
  for (const each of [cookieHeaders, headers]) {
    const answer = await sites[APP]?.(
      new Request(APP, { headers: { ...each, 'sec-fetch-dest': 'document' } }),
    )
    expect(await answer?.json()).toMatchObject({ status: 'signed-in', userId: user.id })
  }
})
