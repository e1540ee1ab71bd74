import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const ADA = { id: 'user_ada', username: 'adaking', password: 'analytical' }

function opened() {
  const emulator = emulate({ seed: { users: [ADA] } })
  const origin = `https://${emulator.instance.frontendApi}`
  /** Makes an app that stores the `authorization` header of responses, but no cookies. */
  const app = (prefix = '') => {
    let token: string | undefined
    return async (method: string, path: string, form?: Record<string, string>) => {
      const answer = await emulator.fetch(`${origin}/v1${path}?_is_native=1`, {
        method,
        ...(token && { headers: { authorization: prefix + token } }),
        ...(form && { body: new URLSearchParams(form) }),
      })
      token = answer.headers.get('authorization') ?? token
      return {
        token,
        cookies: answer.headers.getSetCookie(),
        status: answer.status,
        body: await answer.json(),
      }
    }
  }
  return { emulator, origin, app }
}

describe('native clients', () => {
  test.each([
    ['as received', ''],
    // Browser extensions send a bearer token.
    ['as a bearer token', 'Bearer '],
  ])('default: they sign in, and are identified by their authorization %s', async (_, prefix) => {
    const call = opened().app(prefix)
    const begun = await call('POST', '/client/sign_ins', { identifier: 'adaking' })
    expect(begun.token).toMatch(/^dvb_/)
    expect(begun.cookies).toEqual([])
    const { id } = begun.body.response
    const form = { strategy: 'password', password: 'analytical' }
    const done = await call('POST', `/client/sign_ins/${id}/attempt_first_factor`, form)
    expect(done.body.response).toMatchObject({ status: 'complete' })
    expect(done.token).toBe(begun.token)
    const { body } = await call('GET', '/me')
    expect(body.response).toMatchObject({ id: ADA.id })
    const session = done.body.response.created_session_id
    const { body: token } = await call('POST', `/client/sessions/${session}/tokens`)
    expect(token).toMatchObject({ object: 'token' })
    await call('DELETE', '/client/sessions')
    expect(await call('GET', '/me')).toMatchObject({ status: 401 })
  })

  test('behavior: an unknown app has no client and no token', async () => {
    const call = opened().app()
    const { body, token } = await call('GET', '/client')
    expect(body).toEqual({ response: null, client: null })
    expect(token).toBeUndefined()
    const made = await call('POST', '/client')
    expect(made.body.response).toMatchObject({ object: 'client', sessions: [] })
    expect((await call('GET', '/client')).body.response).toMatchObject({ sessions: [] })
  })

  test('behavior: a production instance does not send them cookies either', async () => {
    const { app, emulator } = opened()
    emulator.seed({ settings: { environment_type: 'production' } })
    const call = app()
    expect((await call('POST', '/client')).cookies).toEqual([])
    expect((await call('GET', '/client')).cookies).toEqual([])
  })

  test('behavior: two apps are distinguished', async () => {
    const { app } = opened()
    const [one, other] = [app(), app()]
    await one('POST', '/client/sign_ins', { identifier: 'adaking', password: 'analytical' })
    await other('POST', '/client')
    expect((await one('GET', '/me')).status).toBe(200)
    expect((await other('GET', '/me')).status).toBe(401)
  })

  test('behavior: a page may read the authorization header', async () => {
    const { emulator, origin } = opened()
    const answer = await emulator.fetch(`${origin}/v1/client?_is_native=1`, {
      headers: { origin: 'http://localhost:8787' },
    })
    expect(answer.headers.get('access-control-expose-headers')).toBe('Authorization')
  })

  test('behavior: a browser gets a cookie, and no authorization header', async () => {
    const { emulator, origin } = opened()
    const answer = await emulator.fetch(`${origin}/v1/client`, { method: 'POST' })
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__client=dvb_/)])
    expect(answer.headers.get('authorization')).toBe(null)
  })
})
