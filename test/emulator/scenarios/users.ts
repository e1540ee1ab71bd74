import { createUser, deleteUser, getUser, listUsers } from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

export const scenarios: Scenarios = {
  'a user is created, read, listed and deleted': async ({ ctx, refused }) => {
    const user = await createUser(ctx, { email_address: ['ada@example.com'], first_name: 'Ada' })
    expect(await getUser(ctx, user.id)).toEqual(user)
    expect(await listUsers(ctx)).toEqual([user])
    await deleteUser(ctx, user.id)
    await refused(getUser(ctx, user.id), 404, 'resource_not_found')
    await refused(deleteUser(ctx, user.id), 404, 'resource_not_found')
  },

  'an address belongs to one user': async ({ ctx, refused }) => {
    const params = { email_address: ['ada@example.com'] }
    await createUser(ctx, params)
    await refused(createUser(ctx, params), 422, 'form_identifier_exists')
    await refused(listUsers(ctx, { order_by: 'size' }), 422, 'form_param_value_invalid')
  },
}
