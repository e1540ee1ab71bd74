import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmailAddress } from 'clerklet'
import { verifyToken } from 'clerklet/verify'
import { createEmulator } from 'clerklet-emulator'
import { type Listening, listen } from 'clerklet-emulator/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askForToken } from '#emulator/server/askForToken.ts'

const clerk = createEmulator({
  seed: {
    users: [
      { id: 'user_ada', username: 'ada', email_address: ['ada@example.com'] },
      { id: 'user_one', username: 'one' },
      { id: 'user_two', username: 'two' },
    ],
    organizations: [{ id: 'org_acme', name: 'Acme', slug: 'acme', created_by: 'user_ada' }],
  },
})
for (const user_id of ['user_one', 'user_two']) {
  await createEmailAddress(clerk.ctx, {
    user_id,
    email_address: 'both@example.com',
    verified: false,
  })
}
let running: Listening
let address = { port: 0, https: false }

beforeEach(async () => {
  running = await listen(clerk)
  address = { port: Number(new URL(running.url).port), https: false }
})
afterEach(() => running.close())

test.each(['user_ada', 'ada', 'ada@example.com'])('default: %s gets a token', async (user) => {
  const token = await askForToken({ user }, address)
  expect(await verifyToken({ jwtKey: clerk.ctx.jwtKey }, token)).toMatchObject({ sub: 'user_ada' })
})

test('args: azp and organization are in the token', async () => {
  const asked = { user: 'ada', azp: 'https://app.example.com', organization: 'acme' }
  const claims = await verifyToken(
    { jwtKey: clerk.ctx.jwtKey },
    await askForToken(asked, address),
    { authorizedParties: ['https://app.example.com'] },
  )
  expect(claims).toMatchObject({ azp: 'https://app.example.com', o: { id: 'org_acme' } })
})

test.each([
  [{ user: 'eve' }, 'There is no user whose id, username, e-mail address or phone number is "eve"'],
  [{ user: 'ada', organization: 'none' }, 'There is no organization whose id or slug is "none"'],
  [
    { user: 'both@example.com' },
    'belongs to several users: name one by its id, user_one or user_two',
  ],
])('error: %j is refused with a sentence', async (asked, sentence) => {
  await expect(askForToken(asked, address)).rejects.toMatchObject({
    name: 'Error',
    exitCode: 1,
    message: expect.stringContaining(sentence),
  })
})

test('error: no server listens at the address', async () => {
  await running.close()
  await expect(askForToken({ user: 'ada' }, address)).rejects.toMatchObject({
    exitCode: 1,
    message: `clerklet-emulator: no emulator runs at http://localhost:${address.port}: start one with clerklet-emulator --port ${address.port}, or name its port with --port\n`,
  })
})

test.each([
  ['another program', 200, '<h1>Hello</h1>'],
  ['a program that responds with JSON', 404, '{"errors": ["not found"]}'],
  ['a program that responds with null', 200, 'null'],
])('error: %s listens at the address', async (_, status, body) => {
  const server = createServer((_request, answer) => answer.writeHead(status).end(body))
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  await expect(askForToken({ user: 'ada' }, { port, https: false })).rejects.toMatchObject({
    exitCode: 1,
    message: `clerklet-emulator: the server at http://localhost:${port} is not an emulator: name the port of the emulator with --port\n`,
  })
  server.close()
})
