import type { Seed } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const HOST = 'http://localhost:4010'
const APP = 'http://localhost:8787'
const SCRIPT = '_clerk_js_version=6.40.0&__clerk_api_version=2026-08-20'

function opened(seed: Seed = {}) {
  const emulator = emulate({ seed })
  const call = async (
    method: string,
    path: string,
    headers: Record<string, string> = { origin: APP },
  ) => {
    const answer = await emulator.fetch(HOST + path, { method, headers })
    const text = await answer.text()
    const [error] = text ? (JSON.parse(text).errors ?? []) : []
    return {
      status: answer.status,
      code: error?.code,
      long: error?.long_message,
      allowed: answer.headers.get('access-control-allow-origin'),
    }
  }
  return { emulator, call }
}

describe('operations of the Frontend API that the emulator does not support', () => {
  test('default: the response is an error of the API that says so, and pages can read it', async () => {
    const { call } = opened()
    expect(await call('POST', `/v1/me/passkeys?${SCRIPT}`)).toEqual({
      status: 501,
      code: 'not_implemented',
      long: 'The emulator does not support `POST /v1/me/passkeys`: SUPPORTED.md of clerklet-emulator lists the supported operations.',
      allowed: APP,
    })
  })

  test.each([
    ['GET', '/v1/account_portal', 'GET /v1/account_portal'],
    ['POST', '/v1/me/totp', 'POST /v1/me/totp'],
    ['POST', '/v1/me/totp?_method=DELETE', 'DELETE /v1/me/totp'],
    ['PATCH', '/v1/me/passkeys/idn_1', 'PATCH /v1/me/passkeys/idn_1'],
    ['GET', '/v1/saml/metadata/samlc_1.xml', 'GET /v1/saml/metadata/samlc_1.xml'],
    ['GET', '/.well-known/webauthn', 'GET /.well-known/webauthn'],
    ['POST', '/v1/organizations/org_1/billing/checkouts', undefined],
    ['GET', `/api_keys?${SCRIPT}`, 'GET /api_keys'],
    // clerk-js appends a slash to some paths.
    ['POST', '/v1/me/backup_codes/', '`POST /v1/me/backup_codes`'],
    // clerk-js requests these two operations, which are not in the specification.
    ['GET', `/v1/me/biometric_credentials?${SCRIPT}`, undefined],
    ['POST', `/v1/dev_tools/enable_environment_setting?${SCRIPT}&_method=PATCH`, undefined],
  ])('behavior: %s %s is 501', async (method, path, named) => {
    const { call } = opened()
    const { status, long } = await call(method, path)
    expect(status).toBe(501)
    expect(long).toContain(named ?? path.split('?')[0])
  })

  test.each([
    ['/v1/nonsense?__clerk_api_version=2026-08-20', { origin: APP }],
    ['/v1/api_keys', { origin: APP }],
    ['/v1/users', { origin: APP }],
    ['/v1/organizations', { origin: APP }],
    ['/v1/organizations?_is_native=1', { origin: APP }],
    [`/v1/organizations?${SCRIPT}`, { origin: APP }],
  ])('behavior: the response to %s is the same for every caller', async (path, headers) => {
    const { call } = opened()
    expect(await call('GET', path, headers)).toMatchObject({
      status: 501,
      code: 'not_implemented',
      allowed: APP,
    })
  })

  test('behavior: a preflight allows requests of pages', async () => {
    const { call } = opened()
    const headers = { origin: APP, 'access-control-request-method': 'POST' }
    for (const path of ['/v1/me/passkeys', '/v1/organizations', '/v1/billing/plans']) {
      expect(await call('OPTIONS', path, headers)).toMatchObject({ status: 204, allowed: APP })
    }
  })

  test('error: a page of a forbidden origin cannot read the response', async () => {
    const { call } = opened({ settings: { environment_type: 'production' } })
    const headers = { origin: 'https://elsewhere.example.com' }
    expect(await call('POST', '/v1/me/passkeys', headers)).toMatchObject({
      status: 400,
      code: 'origin_invalid',
      allowed: null,
    })
  })
})

describe('paths that both APIs have', () => {
  const ASKED = '/v1/organizations/org_acme/billing/statements'

  test.each([
    ['the script of Clerk', `${ASKED}?${SCRIPT}`, {}],
    ['the script of Clerk with a token', `/api_keys?${SCRIPT}`, { authorization: 'Bearer a.b.c' }],
    ['a mobile app', `${ASKED}?_is_native=1`, { authorization: 'dvb_1' }],
    ['a page', ASKED, { origin: APP }],
    ['a browser', ASKED, { cookie: '__client=dvb_1' }],
    ['a browser in development', `${ASKED}?__clerk_db_jwt=dvb_1`, {}],
    ['a proxy', ASKED, { 'clerk-proxy-url': `${APP}/__clerk` }],
  ])('behavior: a request of %s is for the Frontend API', async (_, path, headers) => {
    const { call } = opened()
    expect((await call('GET', path, headers)).status).toBe(501)
  })

  test('behavior: every request to the host of the Frontend API is for the Frontend API', async () => {
    const { fetch, instance } = emulate()
    const answer = await fetch(`https://${instance.frontendApi}${ASKED}`)
    expect(answer.status).toBe(501)
  })

  test('behavior: a request with a secret key, or without any sign of a browser, is for the Backend API', async () => {
    const { call, emulator } = opened()
    const authorization = `Bearer ${emulator.ctx.secretKey}`
    expect((await call('GET', '/v1/organizations', { authorization, origin: APP })).status).toBe(
      200,
    )
    expect(await call('GET', '/v1/organizations', {})).toMatchObject({
      status: 401,
      code: 'authentication_invalid',
    })
  })
})
