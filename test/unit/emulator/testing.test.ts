import { createUser, listUsers } from 'clerklet'
import { useEmulator } from 'clerklet-emulator/testing'
import { afterEach, expect, test, vi } from 'vitest'
import { NOON } from '#fixtures/emulator.ts'

/** Makes a test runner whose hooks run on demand. */
function runner() {
  const hooks = { before: () => {}, after: () => {} }
  const api = {
    beforeEach: (run: () => void) => {
      hooks.before = run
    },
    afterEach: (run: () => void) => {
      hooks.after = run
    },
  }
  return { hooks, api }
}

const seed = { users: [{ id: 'user_ada', username: 'ada' }] }

afterEach(() => {
  vi.unstubAllGlobals()
})

test('default: each test starts with the initial state, including the clock and the faults', async () => {
  const { hooks, api } = runner()
  const clerk = useEmulator(api, { seed, now: NOON })
  hooks.before()
  await createUser(clerk.ctx, { username: 'grace' })
  clerk.clock.advance('1d')
  clerk.faults.push({ status: 500 })
  hooks.after()
  hooks.before()
  expect(clerk.clock.now()).toBe(NOON)
  expect([clerk.faults, clerk.requests, clerk.webhooks]).toEqual([[], [], []])
  expect(await listUsers(clerk.ctx)).toMatchObject([{ id: 'user_ada' }])
  hooks.after()
})

test('behavior: requests to Clerk go to the emulator, and other requests are not changed', async () => {
  const elsewhere = vi.fn(async () => new Response('elsewhere'))
  vi.stubGlobal('fetch', elsewhere)
  const { hooks, api } = runner()
  const clerk = useEmulator(api, { seed })
  hooks.before()
  expect(await listUsers({ secretKey: clerk.ctx.secretKey })).toHaveLength(1)
  expect((await fetch(`https://${clerk.instance.frontendApi}/v1/client`)).status).toBe(200)
  expect(elsewhere).not.toHaveBeenCalled()
  for (const input of [
    'https://example.com/',
    new URL('https://example.com/'),
    new Request('https://example.com/'),
  ]) {
    expect(await (await fetch(input)).text()).toBe('elsewhere')
  }
  hooks.after()
  expect(globalThis.fetch).toBe(elsewhere)
})
