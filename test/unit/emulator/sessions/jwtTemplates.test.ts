import { createJwtTemplate, deleteJwtTemplate, verifyApiKey } from 'clerklet'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

test('behavior: deleting a template keeps an API key that is equal to its signing key', async () => {
  const secret = 'ak_0123456789abcdef0123456789abcdef'
  const { strict } = emulate({
    seed: {
      users: [{ id: 'user_ada', username: 'ada' }],
      apiKeys: [{ name: 'key', subject: 'user_ada', secret }],
    },
  })
  const { id } = await createJwtTemplate(strict, {
    name: 'legacy',
    claims: {},
    custom_signing_key: true,
    signing_algorithm: 'HS256',
    signing_key: secret,
  })

  await deleteJwtTemplate(strict, id)

  expect(await verifyApiKey(strict, { secret })).toMatchObject({ subject: 'user_ada' })
})
