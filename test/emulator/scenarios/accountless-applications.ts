import { completeAccountlessApplication, createAccountlessApplication, listUsers } from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

export const scenarios: Scenarios = {
  'an accountless application has keys that the API accepts': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const { secretKey, ...keyless } = ctx
    const { secret_key = '', ...created } = await createAccountlessApplication(keyless)
    expect(created.publishable_key).toBe(emulator.ctx.publishableKey)
    expect(await listUsers({ ...keyless, secretKey: secret_key })).toEqual([])
    expect(await completeAccountlessApplication(ctx)).toEqual({ ...created, secret_key })
    const old = { ...ctx, apiVersion: '2020-01-01' }
    await refused(createAccountlessApplication(old), 400, 'api_version_invalid')
    await refused(completeAccountlessApplication(old), 400, 'api_version_invalid')
  },
}
