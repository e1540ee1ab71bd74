import { describe, expect, test } from 'vitest'
import {
  authenticateRequest,
  type ForbiddenParams,
  forbiddenResponse,
} from '#clerklet/verify/index.ts'
import { claims, fetched, instance, prod, SECONDS } from './cases/support.ts'

describe('forbiddenResponse', () => {
  test('default', async () => {
    const response = forbiddenResponse({ permission: 'org:invoices:create' })
    expect(response.status).toBe(403)
    expect([...response.headers]).toEqual([
      ['cache-control', 'no-store'],
      ['content-type', 'application/json'],
    ])
    expect(await response.json()).toEqual({
      reason: 'forbidden',
      message: 'The request needs the permission org:invoices:create.',
      required: { permission: 'org:invoices:create' },
    })
  })

  test.each<[ForbiddenParams, string]>([
    [{ role: 'org:admin' }, 'the role org:admin'],
    [{ feature: 'org:reports' }, 'the feature org:reports'],
    [{ plan: 'pro' }, 'the plan pro'],
    [{ role: 'admin', plan: 'pro' }, 'the role admin and the plan pro'],
    [{ role: 'admin', plan: undefined }, 'the role admin'],
  ])('behavior: %j says what is needed', async (asked, needed) => {
    const body = await forbiddenResponse(asked).json()
    expect(body.message).toBe(`The request needs ${needed}.`)
    expect(body.required).toEqual(JSON.parse(JSON.stringify(asked)))
  })

  test('args: the headers of a state, with the cookies of a refresh', async () => {
    const ctx = prod()
    const fresh = `__session=${await instance.sign()}; Path=/`
    ctx.setup.answer = () => Response.json({ cookies: [fresh] })
    const cookies = {
      __session: await instance.sign(claims({ exp: SECONDS - 60 })),
      __client_uat: 5,
      __refresh_naoXFJnI: 'r',
    }
    const { headers } = await authenticateRequest(ctx, fetched(undefined, { cookies }))
    const response = forbiddenResponse({ role: 'org:admin' }, { headers })
    expect(response.headers.getSetCookie()).toEqual([fresh])
  })

  test.each([
    undefined,
    null,
    {},
    { role: undefined },
    { role: '' },
    { role: null },
    { permission: ['org:a:b'] },
    { reverification: 'strict' },
    { role: 'admin', scope: 'x' },
    'admin',
  ])('error: %j', (asked) => {
    // JavaScript callers may pass any value.
    expect(() => forbiddenResponse(asked as ForbiddenParams)).toThrow(
      expect.objectContaining({
        name: 'ClerkConfigError',
        message: expect.stringMatching(/^forbiddenResponse: asked is not valid.*reverification/),
      }),
    )
  })
})
