// Each case returns the variants to compare. The first variant is the base of all ratios. The second runs the same code as the
// first, so its deviation from 1 is the noise. A round calls each variant often enough for several garbage collections. With
// fewer calls, all collections could happen in one variant.
import { getUser, listUsers, paginate } from 'clerklet'
import {
  authenticateHeader,
  authenticateRequest,
  buildPublishableKey,
  cookieSuffix,
  createTokenCache,
  verifyToken,
} from 'clerklet/verify'
import { createEmulator } from 'clerklet-emulator'
import { webhookCases } from './webhooks.mjs'

let answer = globalThis.fetch
// Replaces the global fetch before the import, because the official client keeps the fetch that it finds when it is loaded.
globalThis.fetch = (...args) => answer(...args)
const { createClerkClient, verifyToken: officialVerifyToken } = await import('@clerk/backend')

const API = 'https://api.clerk.com/v1'
const secretKey = 'sk_test_bench'
const headers = { authorization: `Bearer ${secretKey}` }

/** Returns users in the format of the API. */
async function wireUsers(count) {
  const { ctx, seed } = createEmulator({ now: Date.UTC(2026, 4, 12) })
  seed({
    users: Array.from({ length: count }, (_, i) => ({
      email_address: [`user${i}@example.com`],
      first_name: 'Ada',
      last_name: 'Lovelace',
      public_metadata: { plan: 'pro', seats: i },
    })),
  })
  const users = []
  for await (const user of paginate(listUsers, ctx, { limit: 500 })) users.push(user)
  return users
}

/** Makes every fetch of the process return this body, except requests for the number of users, which get a count. */
function answerAlways(body) {
  const text = JSON.stringify(body)
  const total = JSON.stringify({ object: 'total_count', total_count: 500 })
  answer = async (url) =>
    new Response(`${url}`.includes('/count') ? total : text, {
      headers: { 'content-type': 'application/json' },
    })
}

const bare = (path) => async () => (await fetch(`${API}${path}`, { headers })).json()

/** The number of unmeasured rounds, after which the compiler has optimised clerklet and the official client. */
const WARM_UP = 16
const USERS = 100_000
const PAGE = 500
/**
 * The number of users that one round reads. The next round continues after these users. In a longer round, the speed of the
 * machine may change.
 */
const AT_A_TIME = 20_000

/** A publishable key of a production instance. */
const PUBLISHABLE_KEY = buildPublishableKey('clerk.emulator.test')
const ORIGIN = 'https://example.com'

const instance = createEmulator()
instance.seed({ users: [{ id: 'user_ada', username: 'ada' }] })

/** Signs a user in. Returns a session token, headers that contain the token, and functions that any verification must run. */
async function signedToken() {
  const { ctx } = instance
  const { token } = await instance.signIn('user_ada', { expiresIn: 3600, azp: ORIGIN })
  const der = Buffer.from(ctx.jwtKey.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64')
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('spki', der, algorithm, false, ['verify'])
  const dots = [token.indexOf('.'), token.lastIndexOf('.')]
  /** Splits and decodes the token with the fastest functions of Node, without any check. */
  const takeApart = () => ({
    claims: JSON.parse(atob(token.slice(dots[0] + 1, dots[1]))),
    signed: Buffer.from(token.slice(0, dots[1]), 'latin1'),
    signature: Buffer.from(token.slice(dots[1] + 1), 'base64url'),
  })
  const verifySignature = ({ signature, signed }) =>
    crypto.subtle.verify(algorithm, key, signature, signed)
  const apart = takeApart()
  const verify = () => verifySignature(apart)
  return {
    ctx,
    token,
    headers: new Headers({ authorization: `Bearer ${token}` }),
    uat: Math.floor(Date.now() / 1000) - 60,
    verify,
    floors: {
      'decoding and RSA verification alone': () => verifySignature(takeApart()),
      'RSA verification alone': verify,
    },
  }
}

/** Makes the variants that verify a token. `source` names the option with the key: `jwtKey`, or `secretKey` for the JWKS. */
async function verifying(source) {
  const { token, ctx, verify } = await signedToken()
  answer = ctx.fetch
  const options = { [source]: ctx[source] }
  return {
    warmUp: WARM_UP,
    rounds: 12,
    repeat: 800,
    variants: {
      'crypto.subtle.verify': verify,
      'crypto.subtle.verify, again': verify,
      clerklet: () => verifyToken(options, token),
      'official client': () => officialVerifyToken(token, options),
    },
  }
}

/**
 * Makes the variants that authenticate a request. The official client comes first, because `run.mjs` then prints how many times
 * as fast each variant is. `floors` are lower bounds of the time that any client needs.
 */
async function authenticating(status, headers, floors) {
  const { jwtKey } = instance.ctx
  const options = { secretKey, publishableKey: PUBLISHABLE_KEY, jwtKey }
  const client = createClerkClient(options)
  const request = new Request(`${ORIGIN}/dashboard`, { headers })
  const variants = {
    'official client': () => client.authenticateRequest(request, { jwtKey }),
    'official client, again': () => client.authenticateRequest(request, { jwtKey }),
    clerklet: () => authenticateRequest(options, request),
  }
  for (const [name, run] of Object.entries(variants)) {
    const state = await run()
    if (state.status !== status) throw new Error(`${name}: ${state.status}, ${state.reason}`)
  }
  return { warmUp: WARM_UP, rounds: 12, repeat: 500, variants: { ...variants, ...floors(request) } }
}

/**
 * Makes the variants that page through the users of an API. A round reads `AT_A_TIME` users, and calls `work` after each page.
 */
async function paging(url, rounds, work) {
  const { secretKey } = instance.ctx
  const headers = { authorization: `Bearer ${secretKey}` }
  const ctx = { secretKey, baseUrl: `${url}/v1` }
  /**
   * Makes a variant that reads the next users in each call. Calls `round` with the id of the last user of the previous call.
   * `round` resolves to the id of the last user that it has read.
   */
  const inTurn = (round) => {
    let seen = 0
    let last = ''
    return async () => {
      last = await round(last, seen)
      seen += AT_A_TIME
      if (seen < USERS) return
      seen = 0
      last = ''
    }
  }
  const pageAfter = async (id) => {
    const query = `limit=${PAGE}${id && `&starting_after=${id}`}`
    const response = await fetch(`${url}/v1/users?${query}`, { headers })
    return response.json()
  }
  const bareLoop = (prefetch) =>
    inTurn(async (last) => {
      let next = pageAfter(last)
      for (let count = 0; ; ) {
        const page = await next
        const { id } = page.at(-1)
        const isLast = count + page.length >= AT_A_TIME
        next = prefetch && !isLast ? pageAfter(id) : undefined
        for (const _ of page) count++
        await work?.()
        if (isLast) return id
        next ??= pageAfter(id)
      }
    })
  const loop = (prefetch) =>
    inTurn(async (last) => {
      const params = { limit: PAGE, starting_after: last || undefined }
      const options = { maxItems: AT_A_TIME, prefetch }
      let count = 0
      let id
      for await (const user of paginate(listUsers, ctx, params, options)) {
        if (++count % PAGE === 0) await work?.()
        id = user.id
      }
      return id
    })
  const { users } = createClerkClient({ secretKey, apiUrl: url })
  return {
    network: true,
    rounds,
    repeat: 1,
    variants: {
      'a loop of fetch and json()': bareLoop(false),
      'a loop of fetch and json(), again': bareLoop(false),
      'such a loop, the next page fetched ahead': bareLoop(true),
      clerklet: loop(false),
      'clerklet, the next page fetched ahead': loop(true),
      'official client': inTurn(async (_last, seen) => {
        for (let offset = seen; offset < seen + AT_A_TIME; offset += PAGE) {
          const { data } = await users.getUserList({ limit: PAGE, offset })
          for (const _ of data);
          await work?.()
        }
      }),
    },
  }
}

/** Simulates a program that saves a page and waits until it is saved. */
const save = () => new Promise((resolve) => setTimeout(resolve, 1))

export const cases = {
  ...webhookCases,
  async 'a call of getUser, in process'() {
    const [user] = await wireUsers(1)
    answerAlways(user)
    const { users } = createClerkClient({ secretKey })
    const ctx = { secretKey }
    return {
      rounds: 10,
      repeat: 3000,
      variants: {
        'fetch and json()': bare(`/users/${user.id}`),
        'fetch and json(), again': bare(`/users/${user.id}`),
        clerklet: () => getUser(ctx, user.id),
        'official client': () => users.getUser(user.id),
      },
    }
  },

  async 'a page of 500 users, in process'() {
    const page = await wireUsers(500)
    answerAlways(page)
    const ctx = { secretKey }
    const { users } = createClerkClient({ secretKey })
    return {
      rounds: 12,
      repeat: 30,
      variants: {
        'fetch and json()': bare('/users?limit=500'),
        'fetch and json(), again': bare('/users?limit=500'),
        clerklet: () => listUsers(ctx, { limit: 500 }),
        // The official client also requests the number of users.
        'official client': () => users.getUserList({ limit: 500 }),
      },
    }
  },

  'verifying a token with a PEM key': () => verifying('jwtKey'),
  'verifying a token with the JWKS, warm': () => verifying('secretKey'),

  async 'a token that the TokenCache knows'() {
    const { ctx, headers } = await signedToken()
    const { jwtKey } = ctx
    const verified = () => authenticateHeader({ jwtKey }, { headers })
    const known = { jwtKey, tokenCache: createTokenCache() }
    return {
      rounds: 12,
      repeat: 800,
      variants: {
        'authenticateHeader, verified': verified,
        'authenticateHeader, verified, again': verified,
        'authenticateHeader, known': () => authenticateHeader(known, { headers }),
      },
    }
  },

  async 'authenticating a request by header'() {
    const { headers, floors } = await signedToken()
    const authorization = headers.get('authorization')
    return authenticating('signed-in', { authorization }, () => floors)
  },

  async 'authenticating a request by cookie'() {
    const { token, uat, floors } = await signedToken()
    const suffix = await cookieSuffix(PUBLISHABLE_KEY)
    const cookie = ['', `_${suffix}`].flatMap((end) => [
      `__session${end}=${token}`,
      `__client_uat${end}=${uat}`,
    ])
    return authenticating('signed-in', { cookie: cookie.join('; ') }, () => floors)
  },

  async 'authenticating a request without a token'() {
    return authenticating('signed-out', {}, (request) => ({
      'reading two headers alone': async () =>
        request.headers.get('authorization') ?? request.headers.get('cookie'),
    }))
  },

  'counting 100,000 ready-made users over loopback': ({ readyMade }) => paging(readyMade, 40),
  'saving 100,000 users of the emulator over loopback': ({ emulator }) =>
    paging(emulator, 20, save),
}
