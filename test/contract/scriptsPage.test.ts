import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import {
  type CacheStore,
  type Context,
  cached,
  countUsers,
  getUser,
  updateUser,
  updateUserProfileImage,
} from 'clerklet'
import { signWebhook } from 'clerklet/webhooks'
import { afterAll, expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'

const page = readFileSync(
  new URL('../../packages/clerklet/docs/scripts.md', import.meta.url),
  'utf8',
)
const folder = mkdtempSync(join(tmpdir(), 'clerklet-scripts-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What a program of the page exports. Its type says what the test calls. */
async function program<T>(heading: string, place = 0): Promise<T> {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const code = [...section.matchAll(/^```ts\n([\s\S]*?)^```$/gm)][place]?.[1]
  expect(code).toBeDefined()
  const file = join(folder, `${heading.replaceAll(' ', '-')}-${place}.ts`)
  writeFileSync(file, code ?? '')
  return import(file)
}

const people = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `p${i}`,
    email: `p${i}@example.com`,
    firstName: 'Ada',
    passwordHash: `$2a$10$${'a'.repeat(53)}`,
  }))

test('behavior: an import that is run twice changes nothing the second time', {
  timeout: 60_000,
}, async () => {
  type Import = (ctx: Context, rows: object[]) => Promise<object>
  const { importUsers } = await program<{ importUsers: Import }>('Import')
  const { strict } = emulate()
  expect(await importUsers(strict, people(12))).toEqual({ created: 12, present: 0 })
  expect(await importUsers(strict, people(15))).toEqual({ created: 3, present: 12 })
  expect(await countUsers(strict)).toMatchObject({ total_count: 15 })
})

test('behavior: an export has a line for each user', { timeout: 60_000 }, async () => {
  type Export = (ctx: Context) => AsyncGenerator<string>
  const { exportUsers } = await program<{ exportUsers: Export }>('Export')
  const users = people(3).map(({ id, email }) => ({ external_id: id, email_address: [email] }))
  const lines: object[] = []
  for await (const line of exportUsers(emulate({ seed: { users } }).strict)) {
    lines.push(JSON.parse(line))
  }
  expect(lines).toHaveLength(3)
  expect(lines).toContainEqual(
    expect.objectContaining({ external_id: 'p1', email: 'p1@example.com', public_metadata: {} }),
  )
})

test('behavior: a clean-up deletes all inactive users, and passes over those that are gone', {
  timeout: 60_000,
}, async () => {
  type CleanUp = (ctx: Context, since: Date) => Promise<number>
  const { deleteInactive } = await program<{ deleteInactive: CleanUp }>('Clean-up')
  const users = people(60).map(({ id, email }) => ({ id: `user_${id}`, email_address: [email] }))
  const { strict, faults, clock, signIn } = emulate({ seed: { users } })
  clock.advance('1d')
  await signIn('user_p7')
  faults.push({ route: 'DELETE /v1/users/*', status: 404, code: 'resource_not_found' })

  // One user is active, and the first that is to be deleted counts as gone.
  expect(await deleteInactive(strict, new Date(NOON + 1))).toBe(58)
  expect(await countUsers(strict)).toMatchObject({ total_count: 2 })
  expect(await getUser(strict, 'user_p7')).toMatchObject({ id: 'user_p7' })
})

test('behavior: a sync creates and changes what differs', { timeout: 60_000 }, async () => {
  type Sync = (ctx: Context, people: object[]) => Promise<object>
  const { syncUsers } = await program<{ syncUsers: Sync }>('Sync')
  const { strict, requests } = emulate()
  expect(await syncUsers(strict, people(120))).toEqual({ created: 120, changed: 0 })
  const changed = people(120).map((one, i) => (i % 60 ? one : { ...one, firstName: 'Grace' }))
  requests.length = 0
  expect(await syncUsers(strict, changed)).toEqual({ created: 0, changed: 2 })
  expect(requests.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'PATCH', 'GET'])
})

test('behavior: invitations are sent in chunks', { timeout: 60_000 }, async () => {
  type Invite = (ctx: Context, emails: string[]) => Promise<object[]>
  const { inviteAll } = await program<{ inviteAll: Invite }>('Bulk operations in chunks')
  const { strict, requests } = emulate()
  const emails = people(25).map(({ email }) => email)
  expect(await inviteAll(strict, emails)).toHaveLength(25)
  expect(requests).toHaveLength(3)
  expect(await inviteAll(strict, [])).toEqual([])
})

test('behavior: undefined in place of a 404, and of nothing else', {
  timeout: 60_000,
}, async () => {
  type Find = (ctx: Context, id: string) => Promise<object | undefined>
  const { findUser } = await program<{ findUser: Find }>('Undefined instead of 404')
  const { strict } = emulate({ seed: { users: [{ id: 'user_1', username: 'ada' }] } })
  expect(await findUser(strict, 'user_1')).toMatchObject({ id: 'user_1' })
  expect(await findUser(strict, 'user_2')).toBeUndefined()
  const other = { ...strict, secretKey: 'sk_test_other' }
  await expect(findUser(other, 'user_1')).rejects.toMatchObject({ status: 401 })
})

test('behavior: a webhook removes what is cached of a user', { timeout: 60_000 }, async () => {
  type Worker = { default: { fetch(request: Request, env: object): Promise<Response> } }
  const worker = (await program<Worker>('Cache')).default
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

test('behavior: results are kept in Workers KV and in the Cache API', {
  timeout: 60_000,
}, async () => {
  type Stores = {
    kvStore(kv: object): CacheStore
    cacheApiStore(cache: object): CacheStore
  }
  const { kvStore, cacheApiStore } = await program<Stores>('Cache', 1)
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

test('behavior: requests go through a proxy', { timeout: 60_000 }, async () => {
  type Proxy = { throughProxy(ctx: Context, proxy: string): Context }
  const { throughProxy } = await program<Proxy>('Corporate proxy')
  const bodies: string[] = []
  const api = createServer(async (request, response) => {
    bodies.push(await text(request))
    response.setHeader('content-type', 'application/json').end('{"total_count":3}')
  })
  const tunnels: (string | undefined)[] = []
  const proxy = createServer().on('connect', ({ url = '' }, client) => {
    tunnels.push(url)
    const target = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      target.pipe(client).pipe(target)
    })
    for (const socket of [target, client]) socket.on('error', () => client.destroy())
  })
  const [apiUrl, proxyUrl] = await Promise.all(
    [api, proxy].map(
      (server) =>
        new Promise<string>((resolve) => {
          server.listen(0, '127.0.0.1', () => {
            resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
          })
        }),
    ),
  )
  try {
    const ctx = { secretKey: 'sk_test_x', baseUrl: `${apiUrl}/v1` }
    const proxied = { ...throughProxy(ctx, `${proxyUrl}`), onDrift: () => {} }
    const { total_count } = await countUsers(proxied)
    await updateUserProfileImage(proxied, 'user_1', { file: new Blob(['an image']) })

    expect(total_count).toBe(3)
    expect(bodies).toEqual(['', expect.stringContaining('an image')])
    expect(new Set(tunnels)).toEqual(new Set([apiUrl?.replace('http://', '')]))
  } finally {
    api.closeAllConnections()
    api.close()
    proxy.closeAllConnections()
    proxy.close()
  }
})
