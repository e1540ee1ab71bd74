// The Worker of the isolates suite. Each request names an action, the virtual time, and whether to respond before the work is
// done. After an early response, workerd cancels the pending work.
import { batchUsers, getUser, limitRate, listUsers, paginate } from 'clerklet'
import { proxyFrontendApi } from 'clerklet/proxy'
import {
  authenticateHeader,
  authenticateRequest,
  createTokenCache,
  verifyMachineToken,
  verifyToken,
  withKeyCache,
} from 'clerklet/verify'

const publishableKey = 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k'

/** Objects that later requests of a case reuse, by the name of the case. */
const kept = new Map()
const keep = (name, make) => kept.get(name) ?? kept.set(name, make()).get(name)

const stored = new Map()
const caches = {
  map: {
    get: async (name) => stored.get(name),
    set: async (name, value) => stored.set(name, value),
  },
  hanging: { get: () => new Promise(() => {}), set: () => new Promise(() => {}) },
}

const request = (headers) => new Request('https://app.example.com/', { headers })
const told = ({ status, reason }) => reason ?? status
const verified = (promise) =>
  promise.then(
    () => 'signed-in',
    (error) => error.reason ?? error.code ?? `${error}`,
  )

const actions = {
  verifyToken: (ctx, { token }) => verified(verifyToken(ctx, token)),
  authenticateHeader: async (ctx, { token }) =>
    told(await authenticateHeader(ctx, request({ authorization: `Bearer ${token}` }))),
  'authenticateRequest by header': async (ctx, { token }) =>
    told(await authenticateRequest(ctx, request({ authorization: `Bearer ${token}` }))),
  'authenticateRequest by cookie': async (ctx, { token }) =>
    told(await authenticateRequest(ctx, request({ cookie: `__session=${token}; __client_uat=1` }))),
  verifyMachineToken: (ctx, { token }) => verified(verifyMachineToken(ctx, token)),
  'authenticateHeader with a TokenCache': async (ctx, { name, token }) => {
    const tokenCache = keep(`${name} tokens`, createTokenCache)
    const headers = { authorization: `Bearer ${token}` }
    return told(await authenticateHeader(ctx, request(headers), { tokenCache }))
  },
  batchUsers: async (ctx, { name, id, wait }) =>
    (await keep(name, () => batchUsers(ctx, { wait }))(id))?.id,
  limitRate: async (ctx, { name, limit }) => {
    const limited = keep(name, () => limitRate(ctx, limit))
    return (await getUser(limited, 'user_1')).id
  },
  proxyFrontendApi: async (ctx, { api, name }) => {
    const request = new Request('https://app.example.com/__clerk/v1/client')
    const response = await proxyFrontendApi({ ...ctx, fapiUrl: `${api}/${name}` }, request)
    return response.json()
  },
  paginate: async (ctx, { name }) => {
    const users = keep(name, () => paginate(listUsers, ctx, {}, { pageSize: 1, prefetch: true }))
    return (await users.next()).value?.id
  },
}

export default {
  async fetch(incoming, _, execution) {
    const call = await incoming.json()
    const { action, name, api, keyCache, waitUntil, early, timeout, offset, jwtKey } = call
    const ctx = {
      secretKey: `sk_test_${encodeURIComponent(name)}`,
      publishableKey,
      baseUrl: `${api}/${encodeURIComponent(name)}/v1`,
      now: () => Date.now() + offset,
      timeout,
      jwtKey,
      clockSkewInMs: 1e12,
      ...(waitUntil && { waitUntil: (promise) => execution.waitUntil(promise) }),
    }
    const work = actions[action](keyCache ? withKeyCache(ctx, caches[keyCache]) : ctx, call)
    if (early) {
      work.catch(() => {})
      // Gives the work time to start.
      await new Promise((resolve) => setTimeout(resolve, 30))
      return Response.json('ends early')
    }
    return Response.json((await work) ?? null)
  },
}
