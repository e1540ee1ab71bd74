import { ClerkConfigError, deleteMachineScope } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('deleteMachineScope', () => {
  test('default', async () => {
    const answer = {
      object: 'machine_scope',
      from_machine_id: 'mch_1',
      to_machine_id: 'mch_2',
      deleted: true,
    }
    api().delete('/v1/machines/mch_1/scopes/mch_2').reply(200, answer)

    await expect(deleteMachineScope(ctx, 'mch_1', 'mch_2')).resolves.toEqual(answer)
  })

  test('error: an empty second machine is refused before any request', async () => {
    await expect(deleteMachineScope(ctx, 'mch_1', '')).rejects.toThrow(ClerkConfigError)
  })
})
