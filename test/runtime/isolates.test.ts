import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { signer } from '#fixtures/tokens.ts'
import { type Answer, type Isolate, startIsolate } from './isolates/isolate.mjs'

// One isolate of workerd runs for two hours of virtual time. Once a response is sent, workerd cancels the pending work of its
// request. No later request may wait for the cancelled work.

const [old, next, stranger] = await Promise.all([signer('ins_1'), signer('ins_2'), signer('ins_3')])
const ways = [
  'verifyToken',
  'authenticateHeader',
  'authenticateRequest by header',
  'authenticateRequest by cookie',
  'verifyMachineToken',
  'authenticateHeader with a TokenCache',
]

const contexts = {
  'no options': {},
  'a KeyCache': { keyCache: 'map' },
  'a KeyCache that hangs': { keyCache: 'hanging' },
  waitUntil: { waitUntil: true },
  'a KeyCache and waitUntil': { keyCache: 'map', waitUntil: true },
}

const cases = ways.flatMap((way) =>
  Object.entries(contexts).map(([context, options]) => ({
    way,
    name: `${way}, with ${context}`,
    options,
  })),
)

/** Signs tokens of a user or of a machine that do not expire during the test. */
const tokensOf = async (sub: string) => {
  const claims = { sub, sid: 'sess_1', iat: 2, exp: 4_000_000_000 }
  const [first, second, unknown, forged] = await Promise.all([
    old.sign(claims),
    next.sign(claims),
    stranger.sign(claims),
    stranger.sign(claims, { kid: old.kid }),
  ])
  return { first, second, unknown, forged }
}
const tokens = { user: await tokensOf('user_1'), machine: await tokensOf('mch_1') }

// With a compatibility date since October 2024, code after an `await` runs in the request that waits.
describe.each(['2024-01-01', '2026-04-01'])('compatibility date %s', (compatibilityDate) => {
  let isolate: Isolate
  beforeAll(async () => {
    isolate = await startIsolate(inject('packed'), compatibilityDate)
  })
  afterAll(() => isolate.stop())

  describe('behavior: the keys in an isolate that lives for two hours', () => {
    const signedIn = 'signed-in'
    const unknownKey = 'jwk-kid-mismatch'
    const badSignature = 'token-invalid-signature'
    const notLoaded = 'jwk-remote-failed-to-load'
    const apis = {
      before: { body: { keys: [old.jwk] }, delay: 100 },
      after: { body: { keys: [next.jwk] }, delay: 20 },
      down: { status: 503, body: 'unavailable' },
      // Without a body, the API never responds.
      hanging: {},
    } satisfies Record<string, Answer>

    /**
     * The virtual time in seconds, the API, the token, and the outcome. `ends early` means that the response is sent before the
     * outcome is known.
     */
    type Step = [number, keyof typeof apis, keyof typeof tokens.user, string]
    const steps: Step[] = [
      [0, 'before', 'first', 'ends early'],
      [1, 'before', 'first', signedIn],
      [302, 'before', 'first', 'ends early'],
      [303, 'before', 'first', signedIn],
      [340, 'before', 'first', signedIn],
      [400, 'before', 'unknown', 'ends early'],
      [401, 'before', 'unknown', unknownKey],
      [440, 'before', 'forged', 'ends early'],
      [441, 'before', 'forged', badSignature],
      [442, 'before', 'first', signedIn],
      // More than an hour after the keys were last loaded.
      [4_100, 'before', 'first', 'ends early'],
      [4_101, 'before', 'first', signedIn],
      // The keys are replaced.
      [4_200, 'after', 'second', 'ends early'],
      [4_201, 'after', 'second', signedIn],
      [4_802, 'after', 'first', unknownKey],
      // The API is down, and then does not respond: the loaded keys are used for an hour.
      [5_500, 'down', 'second', signedIn],
      [6_000, 'hanging', 'second', 'ends early'],
      [6_001, 'hanging', 'second', signedIn],
      [8_700, 'hanging', 'second', notLoaded],
      [8_701, 'after', 'second', signedIn],
    ]

    test.each(steps)('after %i s, API %s, token %s: %s', { timeout: 60_000 }, async (...step) => {
      const [seconds, api, kind, expected] = step
      const early = expected === 'ends early'
      const outcomes = await Promise.all(
        cases.map(async ({ way, name, options }) => {
          isolate.answer(name, apis[api])
          const isMachine = way === 'verifyMachineToken'
          const token = tokens[isMachine ? 'machine' : 'user'][kind]
          const outcome = await isolate.call(way, name, {
            seconds,
            token,
            early,
            timeout: 4_000,
            ...options,
          })
          return [name, outcome]
        }),
      )
      // `verifyMachineToken` has one code for unknown keys and bad signatures. In an outage, all functions have the same code.
      const isRefused = !early && ![signedIn, 'jwk-remote-failed-to-load'].includes(expected)
      const wanted = cases.map(({ way, name }) => [
        name,
        way === 'verifyMachineToken' && isRefused ? 'token-verification-failed' : expected,
      ])
      expect(outcomes).toEqual(wanted)
    })
  })

  describe.concurrent('behavior: state at module level', () => {
    const user = (id: string) => ({ id, object: 'user' })

    test('batchUsers outlives the request that began a batch', async () => {
      const name = 'batchUsers'
      isolate.answer(name, ({ url }) => ({
        body: new URL(url, 'http://api').searchParams.getAll('user_id').map(user),
        delay: 100,
      }))
      const wait = 100
      await isolate.call('batchUsers', name, { id: 'user_1', wait, early: true })
      const found = ['user_1', 'user_2', 'user_3'].map((id) =>
        isolate.call('batchUsers', name, { id, wait }),
      )
      expect(await Promise.all(found)).toEqual(['user_1', 'user_2', 'user_3'])
      expect(await isolate.call('batchUsers', name, { id: 'user_4' })).toBe('user_4')
    })

    test('limitRate outlives requests that were cancelled in the queue', async () => {
      const name = 'limitRate'
      const limit = { requests: 1, per: 400 }
      isolate.answer(name, { body: user('user_1') })
      expect(await isolate.call('limitRate', name, { limit })).toBe('user_1')
      await isolate.call('limitRate', name, { limit, early: true })
      await isolate.call('limitRate', name, { limit, early: true })
      const found = [1, 2].map(() => isolate.call('limitRate', name, { limit }))
      expect(await Promise.all(found)).toEqual(['user_1', 'user_1'])
    })

    test('a key from jwtKey outlives the request that imported it', async () => {
      const call = { token: tokens.user.first, jwtKey: old.pem }
      await isolate.call('verifyToken', 'jwtKey', { ...call, early: true })
      expect(await isolate.call('verifyToken', 'jwtKey', call)).toBe('signed-in')
    })

    test('an opaque token is verified again when the request that verified it was cancelled', async () => {
      const name = 'opaque'
      const payload = { id: 'oat_1', subject: 'user_1', client_id: 'client_1', scopes: [] }
      isolate.answer(name, { body: payload, delay: 100 })
      await isolate.call('verifyMachineToken', name, { token: 'oat_1', early: true })
      expect(await isolate.call('verifyMachineToken', name, { token: 'oat_1' })).toBe('signed-in')
    })

    test('proxyFrontendApi outlives a request that was cancelled', async () => {
      const name = 'proxy'
      isolate.answer(name, { body: { response: 'client' }, delay: 100 })
      await isolate.call('proxyFrontendApi', name, { early: true })
      expect(await isolate.call('proxyFrontendApi', name)).toEqual({ response: 'client' })
    })

    test('paginate outlives the request that fetched a page ahead', async () => {
      const name = 'paginate'
      isolate.answer(name, ({ url }) => {
        const { searchParams } = new URL(url, 'http://api')
        const [, last = '0'] = (searchParams.get('starting_after') ?? 'user_0').split('_')
        return { body: [user(`user_${Number(last) + 1}`)], delay: 100 }
      })
      for (const id of ['user_1', 'user_2', 'user_3']) {
        expect(await isolate.call('paginate', name)).toBe(id)
      }
    })
  })
})
