// clerklet and the official client with the same interface, so that each scenario runs on both. A fake
// `fetch` replaces the network.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

let answer
// The official client reads the global fetch when it is loaded, and keeps it.
globalThis.fetch = (url, init) => answer(`${url}`, init)
const { createClerkClient } = await import('@clerk/backend')

export const SECRET_KEY = 'sk_test_of_the_comparison'

/** The official client, and the calls of the scenarios. */
export const official = {
  client: createClerkClient({
    secretKey: SECRET_KEY,
    machineSecretKey: 'ak_of_the_comparison',
    telemetry: { disabled: true },
  }),
  getUser: (id) => official.client.users.getUser(id),
  pageOfUsers: (params) => official.client.users.getUserList(params),
  createOrganization: () => official.client.organizations.createOrganization({ name: 'a' }),
}

/** Imports the packed `clerklet`. Returns the same calls as those of `official`. */
export async function ours(folder) {
  const file = join(folder, 'node_modules/clerklet/dist/index.mjs')
  const { createOrganization, getUser, listUsers } = await import(pathToFileURL(file).href)
  const ctx = { secretKey: SECRET_KEY, sleep: async () => {} }
  return {
    getUser: (id) => getUser(ctx, id),
    pageOfUsers: (params) => listUsers(ctx, params),
    createOrganization: () => createOrganization(ctx, { name: 'a' }),
  }
}

/** Runs a call, and responds to its requests with `respond`. Resolves to its result or error, and the requests. */
export async function outcomeOf(call, respond) {
  const sent = []
  answer = async (url, init) => {
    sent.push({ method: init.method, url: new URL(url), init })
    return respond(sent.length, init)
  }
  const [{ value, reason: error }] = await Promise.allSettled([call()])
  return { value, error, sent }
}

export const json = (status, body, headers) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
