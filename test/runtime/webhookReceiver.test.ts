import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createUser, deleteUser, updateUser } from 'clerklet'
import { type SignWebhookOptions, signWebhook } from 'clerklet/webhooks'
import { createEmulator } from 'clerklet-emulator'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { root } from '#fixtures/packed.mjs'
import { emailAddress, user } from '#fixtures/user.ts'
import { OTHER_SIGNING_SECRET, SIGNING_SECRET } from '#fixtures/webhook.ts'

const EXAMPLE = join(root, 'examples/webhook-receiver')
const NOON = Date.UTC(2026, 4, 12, 12)

let worker: Miniflare

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: readFileSync(join(EXAMPLE, 'index.ts'), 'utf8'),
      loader: 'ts',
      resolveDir: inject('packed'),
    },
    bundle: true,
    write: false,
    // The tsconfig of the workspace is ignored, since its paths lead to the sources.
    tsconfigRaw: {},
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'import'],
  })
  worker = new Miniflare({
    compatibilityDate: '2026-04-01',
    modules: true,
    script: outputFiles[0]?.text ?? '',
    d1Databases: ['DB'],
    bindings: { CLERK_WEBHOOK_SIGNING_SECRET: `${OTHER_SIGNING_SECRET} ${SIGNING_SECRET}` },
  })
})

afterAll(() => worker.dispose())

beforeEach(async () => {
  const db = await worker.getD1Database('DB')
  await db.prepare('DROP TABLE IF EXISTS users').run()
  await db.prepare(readFileSync(join(EXAMPLE, 'schema.sql'), 'utf8')).run()
})

async function deliver(
  type: string,
  data: object,
  options: Partial<SignWebhookOptions> & { path?: string } = {},
) {
  const { path = '/webhooks/clerk', ...signing } = options
  const delivery = await signWebhook(
    { object: 'event', type, data, timestamp: NOON, instance_id: 'ins_1' },
    { signingSecret: SIGNING_SECRET, ...signing },
  )
  const answer = await worker.dispatchFetch(`https://app.example.com${path}`, delivery)
  const text = await answer.text()
  return [answer.status, text.startsWith('{') ? JSON.parse(text) : text]
}

async function rows() {
  const db = await worker.getD1Database('DB')
  return (await db.prepare('SELECT * FROM users ORDER BY id').all()).results
}

const ada = (fields: object = {}) =>
  user({
    id: 'user_ada',
    first_name: 'Ada',
    last_name: 'Lovelace',
    primary_email_address_id: 'idn_2',
    email_addresses: [
      emailAddress({ id: 'idn_1', email_address: 'old@example.com' }),
      emailAddress({ id: 'idn_2', email_address: 'ada@example.com' }),
    ],
    updated_at: NOON,
    ...fields,
  })
const gone = { id: 'user_ada', object: 'user', deleted: true }
const row = { id: 'user_ada', email_address: 'ada@example.com', name: 'Ada Lovelace', deleted: 0 }
const tombstone = { id: 'user_ada', email_address: null, name: null, deleted: 1 }

test('default: a user is created, changed and deleted', async () => {
  expect(await deliver('user.created', ada())).toEqual([200, { result: 'handled' }])
  expect(await rows()).toMatchObject([row])

  await deliver('user.updated', ada({ last_name: 'King', updated_at: NOON + 1 }))
  expect(await rows()).toMatchObject([{ ...row, name: 'Ada King' }])

  await deliver('user.deleted', gone)
  expect(await rows()).toMatchObject([tombstone])
})

test('behavior: the table equals the instance after any sequence of changes', async () => {
  const receive = async (request: Request) => {
    const answer = await worker.dispatchFetch('https://app.example.com/webhooks/clerk', {
      method: request.method,
      headers: [...request.headers],
      body: await request.text(),
    })
    return new Response(await answer.text(), { status: answer.status })
  }
  // The webhooks are signed at the real time, since the Worker uses the real clock.
  const clerk = createEmulator({
    now: Date.now(),
    webhooks: [{ url: 'https://app.example.com', signingSecret: SIGNING_SECRET, fetch: receive }],
  })
  const created = await createUser(clerk.ctx, {
    email_address: ['ada@example.com'],
    first_name: 'Ada',
    last_name: 'Lovelace',
  })
  const other = await createUser(clerk.ctx, { username: 'grace' })
  clerk.clock.advance('1s')
  await updateUser(clerk.ctx, created.id, { last_name: 'King' })
  await deleteUser(clerk.ctx, other.id)
  await clerk.delivered()

  const kept = [
    { ...row, id: created.id, name: 'Ada King' },
    { ...tombstone, id: other.id },
  ].sort((one, another) => (one.id < another.id ? -1 : 1))
  expect(await rows()).toMatchObject(kept)
  expect(clerk.deliveries.every(({ status }) => status === 'delivered')).toBe(true)
})

test('behavior: a user without a name and an address has a row', async () => {
  await deliver('user.created', ada({ first_name: null, last_name: null, email_addresses: [] }))

  expect(await rows()).toMatchObject([{ id: 'user_ada', email_address: null, name: '' }])
})

test('behavior: a second delivery changes nothing', async () => {
  await deliver('user.created', ada(), { id: 'msg_1' })
  const before = await rows()
  await deliver('user.created', ada(), { id: 'msg_1' })

  expect(await rows()).toEqual(before)
})

test('behavior: a late event does not undo a newer one', async () => {
  await deliver('user.updated', ada({ last_name: 'King', updated_at: NOON + 1 }))
  await deliver('user.created', ada())

  expect(await rows()).toMatchObject([{ ...row, name: 'Ada King' }])
})

test('behavior: a late event does not restore a deleted user', async () => {
  await deliver('user.deleted', gone)
  await deliver('user.updated', ada())

  expect(await rows()).toMatchObject([tombstone])
})

test('behavior: during a rotation of secrets, both are accepted', async () => {
  const signingSecret = OTHER_SIGNING_SECRET

  expect(await deliver('user.created', ada(), { signingSecret })).toEqual([
    200,
    { result: 'handled' },
  ])
})

test('behavior: other events are accepted and ignored', async () => {
  expect(await deliver('session.created', {})).toEqual([200, { result: 'ignored' }])
})

test('error: a delivery that Clerk did not sign is refused and not stored', async () => {
  const signingSecret = 'whsec_Zm9yZ2Vk'

  expect(await deliver('user.created', ada(), { signingSecret })).toEqual([
    400,
    { error: 'no-matching-signature' },
  ])
  expect(await rows()).toEqual([])
})

test('error: without its table the response requests another delivery', async () => {
  const db = await worker.getD1Database('DB')
  await db.prepare('DROP TABLE users').run()

  expect(await deliver('user.created', ada())).toEqual([500, { error: 'handler-failed' }])
})

test('error: other paths respond with 404', async () => {
  expect(await deliver('user.created', ada(), { path: '/' })).toEqual([404, 'Not found'])
})
