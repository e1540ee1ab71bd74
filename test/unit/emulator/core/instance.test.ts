import { listDomains, listUsers } from 'clerklet'
import { authenticateRequest, parsePublishableKey, verifyToken } from 'clerklet/verify'
import { createEmulator } from 'clerklet-emulator'
import { exportJWK, generateKeyPair } from 'jose'
import { expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'

const seed = { users: [{ id: 'user_ada', username: 'ada' }] }
const HOST = /^clerklet-emulator-[a-z0-9]{10}\.clerk\.accounts\.dev$/

async function newKey() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return exportJWK(privateKey)
}

test('default: the hosts and the publishable key are those of a development instance', () => {
  const { instance } = createEmulator()
  expect(instance.frontendApi).toMatch(HOST)
  expect(instance.accountsPortal).toBe(instance.frontendApi.replace('.clerk.', '.'))
  expect(parsePublishableKey(instance.publishableKey)).toMatchObject({
    frontendApi: instance.frontendApi,
    instanceType: 'development',
  })
})

test('default: the instance is the same in every run, whatever the seed of ids', () => {
  const { instance, env } = createEmulator()
  const other = createEmulator({ idSeed: 'another', seed, now: NOON })
  expect(other.instance).toEqual(instance)
  expect(other.env).toEqual(env)
})

test('args: instances with different names have different hosts, ids and keys', () => {
  const names = ['emulator', 'shop', 'shop2', 'Shop', '@acme/shop', 'a b', '☃', '../../etc']
  const instances = names.map((instance) => createEmulator({ instance }).instance)
  for (const part of ['id', 'secretKey', 'publishableKey', 'frontendApi'] as const) {
    expect(new Set(instances.map((one) => one[part])).size, part).toBe(names.length)
  }
  for (const { frontendApi, secretKey, id } of instances) {
    expect(frontendApi).toMatch(HOST)
    expect(secretKey).toMatch(/^sk_test_emulator_[a-z0-9]{10}$/)
    expect(id).toMatch(/^ins_\w{27}$/)
  }
})

test('behavior: the secret key of another instance is refused', async () => {
  const { ctx } = emulate({ instance: 'shop' })
  const { secretKey } = createEmulator().instance
  await expect(listUsers({ ...ctx, secretKey })).rejects.toMatchObject({
    status: 401,
    code: 'clerk_key_invalid',
  })
})

test('behavior: the host follows the primary domain in production', async () => {
  const { instance, strict } = emulate({
    seed: { settings: { environment_type: 'production' } },
  })
  expect(instance).toMatchObject({
    frontendApi: 'clerk.emulator.test',
    accountsPortal: 'accounts.emulator.test',
    publishableKey: expect.stringMatching(/^pk_live_/),
  })
  expect((await listDomains(strict)).data).toMatchObject([
    {
      frontend_api_url: 'https://clerk.emulator.test',
      accounts_portal_url: 'https://accounts.emulator.test',
    },
  ])
})

test('behavior: a snapshot does not replace the name and keys of an instance', async () => {
  const shop = emulate({ instance: 'shop', seed })
  const { instance } = shop
  shop.restore(emulate({ idSeed: 'another', seed }).snapshot())
  expect(shop.instance).toEqual(instance)
  const { token } = await shop.signIn('user_ada')
  expect(await verifyToken(shop.ctx, token)).toMatchObject({
    iss: `https://${instance.frontendApi}`,
  })
})

test('args: signingKey signs every token, and its public key is published', async () => {
  const signingKey = await newKey()
  const emulator = emulate({ seed, signingKey })
  const { ctx, fetch, signIn, instance } = emulator
  const other = createEmulator()
  const { token } = await signIn('user_ada')
  expect(await verifyToken({ jwtKey: ctx.jwtKey, now: ctx.now }, token)).toMatchObject({
    sub: 'user_ada',
  })
  expect(ctx.jwtKey).not.toBe(other.ctx.jwtKey)
  await expect(verifyToken({ ...ctx, jwtKey: other.ctx.jwtKey }, token)).rejects.toMatchObject({
    reason: 'token-invalid-signature',
  })

  const { keys } = (await (await fetch('https://x.y/.well-known/jwks.json')).json()) as {
    keys: object[]
  }
  expect(keys).toEqual([
    {
      use: 'sig',
      kty: 'RSA',
      alg: 'RS256',
      kid: instance.id,
      n: signingKey.n,
      e: 'AQAB',
    },
  ])
  const request = new Request('https://app.example.com/')
  const handshake = await fetch(
    `https://x.y/v1/client/handshake?redirect_url=${encodeURIComponent(request.url)}`,
    { redirect: 'manual' },
  )
  const answer = `${handshake.headers.get('location')}`
  const state = await authenticateRequest(ctx, new Request(answer))
  expect(state.reason).not.toBe('token-invalid-signature')
})

test.each([
  ['nothing', null],
  ['a string', 'secret'],
  ['a key of another type', { kty: 'oct', k: 'secret' }],
  ['a public key', { kty: 'RSA', n: 'secret'.padEnd(342, 'x'), e: 'AQAB' }],
])('error: signingKey is %s, and the message hides it', (_, signingKey) => {
  // Callers without types may pass anything.
  const create = () => createEmulator({ signingKey: signingKey as never })
  expect(create).toThrow('signingKey must be an RSA private key of 2048 bits as a JWK')
  expect(create).not.toThrow('secret')
})

test('error: a signingKey of another size', async () => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true, modulusLength: 3072 })
  const signingKey = await exportJWK(privateKey)
  expect(() => createEmulator({ signingKey })).toThrow('2048 bits')
})
