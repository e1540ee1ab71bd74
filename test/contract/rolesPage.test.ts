import type { Context } from 'clerklet'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { programsOf } from './support/programs.ts'

const program = programsOf('roles.md')
const azp = 'https://app.example.com'

/**
 * Creates an emulator. Returns its context, and a request with the session token of a user.
 *
 * @param permission The permission of the user for the feature `invoices`, in the active organization.
 * @param minutes The minutes since the first factor was verified. The user has no second factor.
 */
async function requestOf(permission: string, minutes: number) {
  const { strict, mintToken } = emulate({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
  const claims = {
    fva: [minutes, -1],
    o: { id: 'org_acme', slg: 'acme', rol: 'member', per: permission, fpm: '1' },
    fea: 'o:invoices',
  }
  const token = await mintToken({ userId: 'user_ada', azp, claims })
  const headers = { authorization: `Bearer ${token}` }
  return { ctx: strict, request: new Request(`${azp}/invoices`, { method: 'POST', headers }) }
}

test.each([
  ['a permission that is missing', 'read', 1, { reason: 'forbidden' }],
  ['a verification that is too old', 'create', 11, { clerk_error: { type: 'forbidden' } }],
])('error: %s', async (_, permission, minutes, body) => {
  type Create = (ctx: Context, request: Request) => Promise<Response>
  const { createInvoice } = await program<{ createInvoice: Create }>(
    'Roles, plans and reverification',
  )
  const { ctx, request } = await requestOf(permission, minutes)
  const response = await createInvoice(ctx, request)
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject(body)
})

test('behavior: a user with the permission who has verified in the last 10 minutes', async () => {
  type Create = (ctx: Context, request: Request) => Promise<Response>
  const { createInvoice } = await program<{ createInvoice: Create }>(
    'Roles, plans and reverification',
  )
  const { ctx, request } = await requestOf('create', 9)
  expect(await (await createInvoice(ctx, request)).json()).toEqual({ created: true })
})

test('behavior: `has` decides by plain data', async () => {
  type MayRead = (ctx: Context, request: Request) => Promise<boolean>
  const { mayRead } = await program<{ mayRead: MayRead }>('Without an auth object')
  const ask = async (permission: string) => {
    const { ctx, request } = await requestOf(permission, 1)
    return mayRead(ctx, request)
  }
  expect(await ask('read')).toBe(true)
  expect(await ask('create')).toBe(false)
})
