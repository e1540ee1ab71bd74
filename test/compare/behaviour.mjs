// The behaviour of both clients in the same situation.
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

/** A line of the table: what it is about, and how it is found out. @type {[string, (client: any) => Promise<string>][]} */
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
    'attempts at a `POST` that is answered with 429',
    async ({ createOrganization }) => {
      const { sent } = await outcomeOf(createOrganization, () =>
        json(429, { errors: [] }, { 'retry-after': '0' }),
      )
      return `${sent.length}`
    },
  ],
  [
    'attempts at a `GET` that is answered with 503',
    async ({ getUser }) => {
      const { sent } = await outcomeOf(
        () => getUser('user_1'),
        () => json(503, { errors: [] }),
      )
      return `${sent.length}`
    },
  ],
  [
    'attempts at a `GET` whose connection breaks',
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
  [
    'a `POST` that is never answered ends after',
    ({ createOrganization }) => ends(createOrganization),
  ],
  [
    'the status of a 502 with HTML is told',
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
    '`null` where a list was promised is an error',
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
    'a field that is newer than the client is',
    async ({ getUser }) => {
      const { value } = await outcomeOf(
        () => getUser('user_1'),
        () => json(200, user),
      )
      return value.new_field ? 'where it was sent' : value.raw?.new_field ? 'in `raw`' : 'lost'
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

/** The longest timer that ends a call which nobody answers. Long timers are short here, and it is noted how long they were. */
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
