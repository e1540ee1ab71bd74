import { type CacheStore, type Context, cached, getUser, updateUser } from 'clerklet'
import { signWebhook } from 'clerklet/webhooks'
import { expect, test, vi } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'
import { programsOf } from './support/programs.ts'

const program = programsOf('caching.md')
const seed = { users: [{ id: 'user_ada', username: 'ada' }] }
const url = 'https://app.example.com/'

test('behavior: a second isolate takes the keys from the store', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
  const emulator = emulate({ seed })
  vi.stubGlobal('fetch', emulator.fetch)
  const stored = new Map<string, string>()
  const KEYS = {
    get: async (key: string) => stored.get(key) ?? null,
    put: async (key: string, value: string) => void stored.set(key, value),
  }
  const { CLERK_JWT_KEY: _, ...keys } = emulator.env
  const { headers } = await emulator.signIn('user_ada', { azp: new URL(url).origin })
  const ask = async () => {
    // Loads the modules again, because a new isolate shares no memory with the last one.
    vi.resetModules()
    type Fetch = (request: Request, env: object, execution: object) => Promise<Response>
    const { default: worker } = await program<{ default: { fetch: Fetch } }>('Keys')
    const work: Promise<unknown>[] = []
    const execution = { waitUntil: (promise: Promise<unknown>) => work.push(promise) }
    const response = await worker.fetch(new Request(url, { headers }), { ...keys, KEYS }, execution)
    await Promise.all(work)
    return response.json()
  }
  const loads = () => emulator.requests.filter(({ path }) => path.endsWith('/jwks')).length

  expect(await ask()).toEqual({ userId: 'user_ada' })
  expect(loads()).toBe(1)
  expect(await ask()).toEqual({ userId: 'user_ada' })
  expect(loads()).toBe(1)
  expect([...stored].join()).not.toContain(emulator.ctx.secretKey)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('behavior: a token is verified once, and its times are checked at every use', async () => {
  type UserOf = (ctx: Context, request: Request) => Promise<string | undefined>
  const { userOf } = await program<{ userOf: UserOf }>('Tokens')
  const emulator = emulate({ seed })
  const { headers } = await emulator.signIn('user_ada', { azp: new URL(url).origin })
  const verify = vi.spyOn(crypto.subtle, 'verify')
  const ask = () => userOf(emulator.strict, new Request(url, { headers }))

  expect(await ask()).toBe('user_ada')
  const once = verify.mock.calls.length
  expect(once).toBeGreaterThan(0)
  expect(await ask()).toBe('user_ada')
  expect(verify.mock.calls.length).toBe(once)
  emulator.clock.advance('2m')
  expect(await ask()).toBeUndefined()
})

test('behavior: a webhook removes the cached entry of a user', { timeout: 60_000 }, async () => {
  type Worker = { default: { fetch(request: Request, env: object): Promise<Response> } }
  const worker = (await program<Worker>('Users')).default
  const { strict, fetch } = emulate({
    seed: { users: [{ id: 'user_1', username: 'ada', first_name: 'Ada' }] },
  })
  const CLERK_WEBHOOK_SIGNING_SECRET = 'whsec_dGVzdA=='
  const env = { CLERK_SECRET_KEY: strict.secretKey, CLERK_WEBHOOK_SIGNING_SECRET }
  const name = async () => {
    const response = await worker.fetch(new Request('https://example.com/user_1'), env)
    return response.json()
  }
  const { fetch: before } = globalThis
  globalThis.fetch = fetch as typeof globalThis.fetch
  try {
    expect(await name()).toEqual({ first_name: 'Ada' })
    const data = await updateUser(strict, 'user_1', { first_name: 'Grace' })
    expect(await name()).toEqual({ first_name: 'Ada' })

    const { headers, body } = await signWebhook(
      { object: 'event', type: 'user.updated', data },
      { signingSecret: CLERK_WEBHOOK_SIGNING_SECRET },
    )
    const request = new Request('https://example.com/webhooks', { method: 'POST', headers, body })
    expect((await worker.fetch(request, env)).status).toBe(200)

    expect(await name()).toEqual({ first_name: 'Grace' })
  } finally {
    globalThis.fetch = before
  }
})

test('behavior: results are stored in Workers KV and in the Cache API', {
  timeout: 60_000,
}, async () => {
  type Stores = {
    kvStore(kv: object): CacheStore
    cacheApiStore(cache: object): CacheStore
  }
  const { kvStore, cacheApiStore } = await program<Stores>('Users', 1)
  const values = new Map<string, string>()
  const responses = new Map<string, Response>()
  const kv = {
    get: async (key: string) => values.get(key) ?? null,
    put: async (key: string, value: string, { expirationTtl }: { expirationTtl: number }) => {
      expect(expirationTtl).toBe(60)
      values.set(key, value)
    },
    delete: async (key: string) => values.delete(key),
  }
  const cache = {
    match: async (url: string) => responses.get(url)?.clone(),
    put: async (url: string, response: Response) => {
      expect(URL.canParse(url)).toBe(true)
      responses.set(url, response)
    },
    delete: async (url: string) => responses.delete(url),
  }
  for (const store of [kvStore(kv), cacheApiStore(cache)]) {
    const { strict, requests } = emulate({ seed: { users: [{ id: 'user_1', username: 'ada' }] } })
    const userOf = cached(getUser, strict, { name: 'users', ttl: 5_000, store })
    await userOf('user_1')
    await userOf('user_1')
    expect(requests).toHaveLength(1)
    await userOf.invalidate('user_1')
    await userOf('user_1')
    expect(requests).toHaveLength(2)
  }
})
