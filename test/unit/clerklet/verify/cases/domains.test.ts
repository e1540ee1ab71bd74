import { describe, expect, test } from 'vitest'
import { organizationTarget } from '#clerklet/verify/browser/organizationSync.ts'
import { authenticateRequest } from '#clerklet/verify/index.ts'
import {
  dev,
  devCookies,
  fetched,
  location,
  outcome,
  page,
  prod,
  SECONDS,
  signedInCookies,
} from './support.ts'

const SATELLITE = { isSatellite: true, domain: 'satellite.com' }
const SIGN_IN = 'https://primary.com/sign-in'
const prodSatellite = (over: object = {}) => prod({ ...SATELLITE, ...over })
const devSatellite = (over: object = {}) => dev({ ...SATELLITE, signInUrl: SIGN_IN, ...over })
const home = 'https://satellite.com/p?a=1'

describe('P satellites', () => {
  test('P01 a satellite that synchronises by itself starts a handshake', async () => {
    for (const ctx of [prodSatellite(), devSatellite()]) {
      const request = page(home, { cookies: { __client_uat: 0 } })
      expect(await outcome(ctx, request, { satelliteAutoSync: true })).toBe(
        'HS(satellite-needs-syncing)',
      )
    }
  })

  test('P02 a satellite in development goes to the sign-in URL of its primary', async () => {
    const url = await location(devSatellite({ satelliteAutoSync: true }), page(home))
    expect(url.origin + url.pathname).toBe(SIGN_IN)
    expect([...url.searchParams]).toEqual([['__clerk_redirect_url', home]])
  })

  test('P03 a satellite does not redirect requests other than for pages', async () => {
    expect(await outcome(prodSatellite({ satelliteAutoSync: true }), fetched(home))).toBe(
      'SO(session-token-and-uat-missing)',
    )
  })

  test('P04 back on the satellite, a dev browser in the query is used first', async () => {
    const request = page(`${home}&__clerk_synced=true&__clerk_db_jwt=d`)
    expect(await outcome(devSatellite({ satelliteAutoSync: true }), request)).toBe(
      'HS(dev-browser-sync)',
    )
  })

  test('P05 back on the satellite with a dev browser cookie, the visitor is signed out', async () => {
    const request = page(`${home}&__clerk_synced=true`, { cookies: { __clerk_db_jwt: 'd' } })
    expect(await outcome(devSatellite({ satelliteAutoSync: true }), request)).toBe(
      'SO(session-token-and-uat-missing)',
    )
  })

  test.each([false, undefined])(
    'P06 with satelliteAutoSync %s, a satellite is signed out',
    async (satelliteAutoSync) => {
      for (const ctx of [
        prodSatellite({ satelliteAutoSync }),
        devSatellite({ satelliteAutoSync }),
      ]) {
        const state = await authenticateRequest(ctx, page(home))
        expect(state).toMatchObject({
          status: 'signed-out',
          reason: 'session-token-and-uat-missing',
        })
        expect(state.headers.has('location')).toBe(false)
      }
    },
  )

  test('P07 a satellite that is asked to synchronise starts a handshake', async () => {
    for (const ctx of [prodSatellite(), devSatellite()]) {
      expect(await outcome(ctx, page(`${home}&__clerk_synced=false`))).toBe(
        'HS(satellite-needs-syncing)',
      )
    }
  })

  test('P08 a satellite that has synchronised is signed out and does not start again', async () => {
    const request = page(`${home}&__clerk_synced=true`)
    expect(await outcome(prodSatellite({ satelliteAutoSync: true }), request)).toBe(
      'SO(session-token-and-uat-missing)',
    )
  })

  test('P09 a satellite stops after too many redirects', async () => {
    const cookies = { __clerk_redirect_count: 3 }
    const state = await authenticateRequest(
      prodSatellite(),
      page(`${home}&__clerk_synced=false`, { cookies }),
    )
    expect(state).toMatchObject({ status: 'signed-out', reason: 'satellite-needs-syncing' })
    expect(state.trace.join()).toMatch(
      /satellite asked to synchronise.*redirected 3 times in a row: check the primary domain: signInUrl/,
    )
    expect(state.trace.join()).not.toMatch(/keys|clock/)
  })

  test('P10 the redirect to the primary contains the original URL', async () => {
    const url = await location(devSatellite(), page(`${home}&__clerk_synced=false`))
    expect(url.searchParams.get('__clerk_redirect_url')).toBe(`${home}&__clerk_synced=false`)
  })

  const asking = (back: string, more = '') =>
    `https://primary.com/sign-in?__clerk_redirect_url=${encodeURIComponent(back)}${more}`

  test('P11 the primary sends the visitor back to the satellite', async () => {
    const request = page(asking(home), { cookies: await devCookies() })
    expect(await outcome(dev(), request)).toBe('HS(primary-responds-to-syncing)')
    const url = await location(dev(), request)
    expect(url.href).toBe(`${home}&__clerk_db_jwt=dvb_1&__clerk_synced=true`)
  })

  test('P12 the redirect back wins over a dev browser in the query', async () => {
    const request = page(asking(home, '&__clerk_db_jwt=d2'))
    expect(await outcome(dev(), request)).toBe('HS(primary-responds-to-syncing)')
    expect((await location(dev(), request)).searchParams.get('__clerk_synced')).toBe('true')
  })

  test('P13 the marker in the return URL is replaced, not added again', async () => {
    const url = await location(dev(), page(asking(`${home}&__clerk_synced=false`)))
    expect(url.searchParams.getAll('__clerk_synced')).toEqual(['true'])
  })

  test('P14 a satellite with a valid session is signed in', async () => {
    const cookies = await signedInCookies({ iss: 'https://clerk.satellite.com' })
    expect(await outcome(prodSatellite(), fetched(home, { cookies }))).toBe('SI')
  })

  test('P15 a form posted to a satellite is signed out', async () => {
    const ctx = prodSatellite({ satelliteAutoSync: true })
    expect(await outcome(ctx, page(home, { method: 'POST' }))).toBe(
      'SO(session-token-and-uat-missing)',
    )
  })

  test('P16 an expired session on a satellite goes to the Frontend API of its domain', async () => {
    const cookies = await signedInCookies({
      iss: 'https://clerk.satellite.com',
      exp: SECONDS - 60,
    })
    const url = await location(prodSatellite(), page(home, { cookies }))
    expect(url.origin + url.pathname).toBe('https://clerk.satellite.com/v1/client/handshake')
  })

  test('P17 without `Sec-Fetch-Dest`, a satellite does not redirect', async () => {
    const headers = { accept: 'text/html' }
    const ctx = prodSatellite({ satelliteAutoSync: true })
    expect(await outcome(ctx, fetched(home, { headers }))).toBe('SO(session-token-and-uat-missing)')
  })

  test.each(['javascript:alert(1)', 'not a url', '//evil.com', 'https://u:p@evil.com', 'data:,x'])(
    'H-11 the primary does not redirect back to %s',
    async (back) => {
      const request = page(asking(back), { cookies: await devCookies() })
      const state = await authenticateRequest(dev(), request)
      expect(state.status).toBe('signed-in')
      expect(state.trace.join()).toContain('ignored')
    },
  )

  test('in production, the primary does not redirect back', async () => {
    expect(await outcome(prod(), page(asking(home)))).toBe('SO(session-token-and-uat-missing)')
  })

  test.each([
    ['no signInUrl', devSatellite({ signInUrl: undefined }), {}, 'signInUrl is missing'],
    ['a relative signInUrl', devSatellite({ signInUrl: '/in' }), {}, 'signInUrl is not absolute'],
    [
      'a signInUrl of its own',
      devSatellite({ signInUrl: 'https://satellite.com/in' }),
      {},
      'signInUrl is on the satellite',
    ],
    ['no domain', prodSatellite({ domain: undefined }), {}, 'domain or proxyUrl is missing'],
  ])('error: a satellite with %s', async (_, ctx, over, message) => {
    const headers = { origin: 'https://satellite.com' }
    await expect(outcome(ctx, page(home, { headers }), over)).rejects.toThrow(message)
    await expect(
      outcome({ ...ctx, machineSecretKey: 'ak_x' }, page(home, { headers }), {
        acceptsToken: 'm2m_token',
      }),
    ).resolves.toBe('SO(No token in header)')
  })
})

describe('Q arrival from another origin', () => {
  const arrive = async (referer: string, over: object = {}, ctx = prod()) =>
    outcome(
      ctx,
      page('https://example.com/p', {
        cookies: ctx.publishableKey?.startsWith('pk_test')
          ? await devCookies()
          : await signedInCookies(),
        ...over,
        headers: {
          'sec-fetch-dest': 'document',
          referer,
          ...(over as { headers?: object }).headers,
        },
      }),
    )
  const HS = 'HS(primary-domain-cross-origin-sync)'

  test('Q01 a page of a primary that is reached from another origin starts a handshake', async () => {
    expect(await arrive('https://other.com/x')).toBe(HS)
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect(await arrive('https://other.com/x', { headers })).toBe(HS)
  })

  test.each([
    ['Q02', 'https://example.com/other'],
    ['Q03 no Referer', ''],
    ['Q03 an invalid Referer', 'not a url'],
    ['Q08', 'https://accounts.example.com/sign-in'],
    ['Q09', 'http://clerk.example.com:8080/v1'],
  ])('%s not from %s', async (_, referer) => {
    expect(await arrive(referer)).toBe('SI')
  })

  test('Q02 a page that is reached from its own origin is signed in', async () => {
    const request = page('http://localhost:3000/p', {
      cookies: await devCookies(),
      headers: { referer: 'http://localhost:3000/q' },
    })
    expect(await outcome(dev(), request)).toBe('SI')
  })

  test('Q04 a form or a fetch from another origin causes no handshake', async () => {
    expect(await arrive('https://other.com/x', { method: 'POST' })).toBe('SI')
    const headers = { 'sec-fetch-dest': 'empty' }
    expect(await arrive('https://other.com/x', { headers })).toBe('SI')
  })

  test.each([
    'https://accounts.attacker.com',
    'https://accounts.example.com.evil.com',
    'http://accounts.example.com',
    'https://accounts.example.com:8443',
  ])('Q05 %s is not ours', async (referer) => {
    expect(await arrive(referer)).toBe(HS)
  })

  const portals = ['https://foo-bar-13.accounts.dev/x', 'https://accounts.foo.bar-13.lcl.dev/x']

  test.each(portals)('Q06 development, from %s', async (referer) => {
    expect(await arrive(referer, {}, dev())).toBe('SI')
  })

  test('Q06 the Frontend API of another instance is no Account Portal', async () => {
    expect(await arrive('https://foo-bar-13.clerk.accounts.dev/x', {}, dev())).toBe(HS)
  })

  test.each(portals)('Q07 production, from %s', async (referer) => {
    expect(await arrive(referer)).toBe(HS)
  })

  test('Q10 the same origin in `Referer` wins over `Sec-Fetch-Site`', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect(await arrive('https://example.com/x', { headers })).toBe('SI')
  })

  test('not a second time', async () => {
    const cookies = { ...(await signedInCookies()), __clerk_redirect_count: 1 }
    expect(await arrive('https://other.com/x', { cookies })).toBe('SI')
  })

  test('not a satellite', async () => {
    const cookies = await signedInCookies({ iss: 'https://clerk.satellite.com' })
    expect(await arrive('https://other.com/x', { cookies }, prodSatellite())).toBe('SI')
  })

  test('with a proxy, its host is trusted, and the Account Portal is not', async () => {
    const ctx = prod({ proxyUrl: 'https://proxy.com/__clerk' })
    expect(await arrive('https://proxy.com/x', {}, ctx)).toBe('SI')
    expect(await arrive('https://accounts.example.com/x', {}, ctx)).toBe(HS)
  })
})

describe('R organizations', () => {
  const target = (path: string, organizationPatterns: string[], personal: string[] = []) =>
    organizationTarget(path, { organizationPatterns, personalAccountPatterns: personal })
  const byId = (id: string) => ({ id })
  const bySlug = (slug: string) => ({ slug })
  const recommended = ['/orgs/:id', '/orgs/:id/(.*)']

  test('R01 without options, no path names an organization', () => {
    expect(organizationTarget('/orgs/x')).toBeUndefined()
  })

  test('R02 a path pattern finds the id of an organization', () => {
    expect(target('/orgs/org_foo', ['/orgs/:id'])).toEqual(byId('org_foo'))
  })

  test('R03 a path that matches no pattern names no organization', () => {
    expect(target('/other', ['/orgs/:id'])).toBeUndefined()
    expect(target('/orgs/a/b', ['/orgs/:id'])).toBeUndefined()
  })

  test.each(['/orgs/org_foo/', '/orgs/org_foo/sub', '/orgs/org_foo/sub/deep/er', '/ORGS/org_foo'])(
    'R04 %s names the organization',
    (path) => {
      expect(target(path, recommended)).toEqual(byId('org_foo'))
    },
  )

  test('R05 another parameter may stand before the id', () => {
    expect(target('/tenant/7/orgs/org_foo', ['/tenant/:any/orgs/:id'])).toEqual(byId('org_foo'))
  })

  test('R06 a path pattern finds the slug of an organization', () => {
    expect(target('/orgs/acme', ['/orgs/:slug'])).toEqual(bySlug('acme'))
  })

  test('R07 a path pattern finds the personal account', () => {
    expect(target('/me', [], ['/me'])).toEqual({})
    expect(target('/user/7/x', [], ['/user/:any/(.*)'])).toEqual({})
  })

  test('R08 when both match, the id wins over the slug', () => {
    expect(target('/a/b', ['/:slug/:id'])).toEqual(byId('b'))
    expect(target('/orgs/x', ['/orgs/:id', '/orgs/:slug'])).toEqual(byId('x'))
  })

  test('R09 when both match, the organization wins over the personal account', () => {
    expect(target('/orgs/x', ['/orgs/:id'], ['/orgs/:any'])).toEqual(byId('x'))
    expect(target('/orgs/x', ['/orgs/:any'], ['/orgs/:any'])).toEqual({})
  })

  test('R10 any of several patterns may match', () => {
    expect(target('/b/x', ['/a/:id', '/b/:slug'])).toEqual(bySlug('x'))
    expect(target('/y', [], ['/x', '/y'])).toEqual({})
  })

  test.each(['/orgs/:', '/orgs/(', '/{a', '/a}', '/(?:x)', '/:id((x))', '/a?', '/\\'])(
    'R11 the malformed pattern %s',
    async (pattern) => {
      for (const name of ['organizationPatterns', 'personalAccountPatterns']) {
        const organizationSyncOptions = { [name]: [pattern] }
        await expect(outcome(prod(), page(), { organizationSyncOptions })).rejects.toThrow(
          /^organizationSyncOptions: .* is not valid/s,
        )
      }
    },
  )

  test.each([
    ['/o{/:slug}?', '/o', undefined],
    ['/o{/:slug}?', '/o/x', bySlug('x')],
    ['/o/:slug?', '/o', undefined],
    ['/o/:slug?', '/o/x', bySlug('x')],
    ['/o/:slug+', '/o/a/b', bySlug('a/b')],
    ['/o/:id(\\d+)', '/o/12', byId('12')],
    ['/o/:id(\\d+)', '/o/ab', undefined],
    ['/a.b/:slug', '/axb/s', undefined],
    ['/o\\:x/:slug', '/o:x/s', bySlug('s')],
    ['/orgs/:slug', '/orgs/%61', bySlug('%61')],
  ])('pattern %s on %s', (pattern, path, expected) => {
    expect(target(path, [pattern])).toEqual(expected)
  })

  const organizationSyncOptions = {
    organizationPatterns: ['/orgs/:id', '/by-slug/:slug', '/by-slug/:slug/(.*)'],
    personalAccountPatterns: ['/me'],
  }
  const visit = async (path: string, over: Record<string, unknown> = {}, cookies: object = {}) =>
    page(`https://example.com${path}`, {
      cookies: { ...(await signedInCookies(over)), ...cookies },
    })
  const parameter = async (request: Request) =>
    (await location(prod(), request, { organizationSyncOptions })).searchParams.get(
      'organization_id',
    )
  const MISMATCH = 'HS(active-organization-mismatch)'
  const active = { org_id: 'org_a', org_slug: 'a', org_role: 'org:admin' }

  test('R12 an expired session asks for the organization of the path', async () => {
    const request = await visit('/orgs/org_a', { exp: SECONDS - 60 })
    expect(await outcome(prod(), request, { organizationSyncOptions })).toMatch(
      /^HS\(session-token-exp/,
    )
    expect(await parameter(request)).toBe('org_a')
  })

  test.each([
    ['R13', '/orgs/org_a', {}, 'org_a'],
    ['R13', '/by-slug/a', {}, 'a'],
    ['R14', '/orgs/org_b', active, 'org_b'],
    ['R14', '/by-slug/b/settings', active, 'b'],
    ['R15', '/me', active, ''],
  ])('%s %s', async (_, path, over, expected) => {
    const request = await visit(path, over)
    expect(await outcome(prod(), request, { organizationSyncOptions })).toBe(MISMATCH)
    expect(await parameter(request)).toBe(expected)
  })

  test.each([
    ['nothing to activate', '/x', {}],
    ['the same by id', '/orgs/org_a', active],
    ['the same by slug', '/by-slug/a', active],
    ['personal already', '/me', {}],
    ['pending', '/orgs/org_b', { ...active, sts: 'pending' }],
  ])('R16 %s: no redirect', async (_, path, over) => {
    expect(await outcome(prod(), await visit(path, over), { organizationSyncOptions })).toBe('SI')
  })

  test('R16 nothing to activate, or no options: no redirect', async () => {
    expect(await outcome(prod(), await visit('/orgs/org_b', active))).toBe('SI')
  })

  test('in format 2', async () => {
    const token = { v: 2, o: { id: 'org_a', slg: 'a' } }
    expect(
      await outcome(prod(), await visit('/by-slug/a', token), { organizationSyncOptions }),
    ).toBe('SI')
    expect(
      await outcome(prod(), await visit('/by-slug/b', token), { organizationSyncOptions }),
    ).toBe(MISMATCH)
  })

  test('R17 the redirect for an organization is counted', async () => {
    const { headers } = await authenticateRequest(prod(), await visit('/orgs/org_b', active), {
      organizationSyncOptions,
    })
    expect(headers.getSetCookie()[0]).toMatch(/^__clerk_redirect_count=1;/)
  })

  test('R18 after too many redirects, the page is served without a redirect', async () => {
    const request = await visit('/orgs/org_b', active, { __clerk_redirect_count: 3 })
    const state = await authenticateRequest(prod(), request, { organizationSyncOptions })
    expect(state.status).toBe('signed-in')
    expect(state.headers.getSetCookie()).toEqual([])
  })

  test('a request other than for a page is not redirected', async () => {
    const cookies = await signedInCookies(active)
    const request = fetched('https://example.com/orgs/org_b', { cookies })
    expect(await outcome(prod(), request, { organizationSyncOptions })).toBe('SI')
  })
})
