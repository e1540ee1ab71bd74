// Runs clerklet and the official client in the same situations, to compare their behaviour.
import { json, outcomeOf } from './clients.mjs'

const user = {
  object: 'user',
  id: 'user_1',
  email_addresses: [],
  phone_numbers: [],
  web3_wallets: [],
  external_accounts: [],
  new_field: true,
}
const yes = (is) => (is ? 'yes' : 'no')

/**
 * The rows of the comparison table: the situation, and a function that measures it for a client.
 *
 * @type {[string, (client: any) => Promise<string>][]}
 */
export const SITUATIONS = [
  [
    '`false` in a query is sent',
    async ({ pageOfUsers }) => {
      const { sent } = await outcomeOf(
        () => pageOfUsers({ banned: false }),
        () => json(200, []),
      )
      return yes(sent[0].url.searchParams.get('banned') === 'false')
    },
  ],
  [
    'requests for a page of users',
    async ({ pageOfUsers }) => {
      const { sent } = await outcomeOf(
        () => pageOfUsers({ limit: 10 }),
        () => json(200, []),
      )
      return `${sent.length}`
    },
  ],
  [
    'attempts of a `POST` when the response is a 429',
    async ({ createOrganization }) => {
      const { sent } = await outcomeOf(createOrganization, () =>
        json(429, { errors: [] }, { 'retry-after': '0' }),
      )
      return `${sent.length}`
    },
  ],
  [
    'attempts of a `GET` when the response is a 503',
    async ({ getUser }) => {
      const { sent } = await outcomeOf(
        () => getUser('user_1'),
        () => json(503, { errors: [] }),
      )
      return `${sent.length}`
    },
  ],
  [
    'attempts of a `GET` when the connection breaks',
    async ({ getUser }) => {
      const { sent } = await outcomeOf(
        () => getUser('user_1'),
        () => {
          throw new TypeError('fetch failed')
        },
      )
      return `${sent.length}`
    },
  ],
  ['timeout of a `POST` without a response', ({ createOrganization }) => ends(createOrganization)],
  [
    'the error for a 502 with an HTML body has the status',
    async ({ createOrganization }) => {
      const page = { status: 502, headers: { 'content-type': 'text/html' } }
      const { error } = await outcomeOf(createOrganization, () => new Response('<html>', page))
      return yes(error.status === 502)
    },
  ],
  [
    'JSON with a `charset` is read as JSON',
    async ({ getUser }) => {
      const { value } = await outcomeOf(
        () => getUser('user_1'),
        () => json(200, user, { 'content-type': 'application/json; charset=utf-8' }),
      )
      return yes(value?.id === 'user_1')
    },
  ],
  [
    '`null` in place of a list is an error',
    async ({ getUser }) => {
      const answer = { ...user, email_addresses: null }
      const { error } = await outcomeOf(
        () => getUser('user_1'),
        () => json(200, answer),
      )
      return yes(error)
    },
  ],
  [
    'an unknown field of a response is',
    async ({ getUser }) => {
      const { value } = await outcomeOf(
        () => getUser('user_1'),
        () => json(200, user),
      )
      return value.new_field ? 'in its place' : value.raw?.new_field ? 'in `raw`' : 'lost'
    },
  ],
  [
    'the id `user_1/mfa` stays one segment of the path',
    async ({ getUser }) => {
      const { sent } = await outcomeOf(
        () => getUser('user_1/mfa'),
        () => json(404, { errors: [] }),
      )
      return yes(sent[0].url.pathname.split('/').length === 4)
    },
  ],
]

/**
 * Returns the longest timer of a call that gets no response, such as `10 s`, or `never` if the call does not end. Timers are
 * shortened, so that the call ends soon.
 */
async function ends(call) {
  const { setTimeout } = globalThis
  let longest = 0
  globalThis.setTimeout = (run, delay = 0, ...rest) => {
    longest = Math.max(longest, delay)
    return setTimeout(run, delay > 1000 ? 1 : delay, ...rest)
  }
  const never = new Promise(() => {})
  const patience = new Promise((resolve) => setTimeout(resolve, 200, 'never'))
  const outcome = outcomeOf(call, () => never).then(() => `${longest / 1000} s`)
  const answer = await Promise.race([outcome, patience])
  globalThis.setTimeout = setTimeout
  return answer
}
