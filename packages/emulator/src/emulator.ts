import type {
  ApiKey,
  BillingSubscription,
  Context,
  KnownOAuthAccessToken,
  M2mToken,
  User,
} from 'clerklet'
import { createApp } from './app.ts'
import { type BillingCardSeed, type BillingSubscriptionSeed, settleAll } from './billing/index.ts'
import { type Clock, createClock, duringWork, onAdvance } from './core/clock.ts'
import { createCourier } from './core/deliveries.ts'
import { inWords } from './core/errors.ts'
import { type Fault, suffer, takeFault } from './core/faults.ts'
import type { Identity } from './core/instance.ts'
import { keysOf, publishedKeys } from './core/keys.ts'
import { createRequestLog, type RecordedRequest } from './core/requestLog.ts'
import type { Instance } from './core/state.ts'
import type { Delivery, EmittedEvent } from './core/store.ts'
import { addBrowser, browserCookies, type Cookies, sessionCookies } from './frontend/index.ts'
import { userOf } from './identity/index.ts'
import { apiKey, type Issued, machineToken, oauthToken, setCardOf, subscribeTo } from './issue.ts'
import { type Kept, offer } from './keeping.ts'
import type { OutgoingMessage } from './messages/index.ts'
import {
  type ApiKeyOptions,
  checkIssueOptions,
  checkOptions,
  checkOrigin,
  type EmulatorOptions,
  type MachineTokenOptions,
  type MintTokenOptions,
  type OAuthTokenOptions,
  type SignInOptions,
} from './options.ts'
import { countSeats } from './organizations/index.ts'
import { dashboard, isForDashboard } from './pages/index.ts'
import { plant, plantDefaults, type Seed } from './seed.ts'
import {
  addSession,
  jwtTemplateNamed,
  mintSessionToken,
  mintTemplateToken,
  type Session,
  sessionOf,
} from './sessions/index.ts'
import { adoptSnapshot, restoreSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts'
import { createState, type State } from './state.ts'

/** The context for calls to an emulator: its keys, its `fetch` and its clock. */
export interface EmulatorContext extends Context {
  secretKey: string
  publishableKey: string
  jwtKey: string
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  now: () => number
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** A signed-in user with a session, and the token, headers and cookies that authenticate requests to the application. */
export interface SignedIn {
  user: User
  session: Session
  /** A session token. It is valid for 60 seconds, unless the options of `signIn` contain another `expiresIn`. */
  token: string
  /** Headers for a request to the application, as an API client sends them. */
  headers: { authorization: string }
  /** The cookies of a browser, with and without the suffix of the instance in the name. `__refresh` always has the suffix. */
  cookies: Cookies
  /** The cookies as a header for a request to the application, as a browser sends it. */
  cookieHeaders: { cookie: string }
}

/** An instance of Clerk in memory. */
export interface Emulator {
  /** Handles requests to the Backend API and the Frontend API, on any host. This function can replace the global `fetch`. */
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /** The context for calls to this emulator. */
  ctx: EmulatorContext
  /**
   * The address at which browsers reach the emulator, such as `http://localhost:4010`. Links in e-mails and links of tickets
   * begin with this address. It is the option `url`, or is set by `listen`; otherwise `undefined`.
   */
  url: string | undefined
  /** The environment variables of a Worker that uses this emulator. */
  env: { CLERK_SECRET_KEY: string; CLERK_PUBLISHABLE_KEY: string; CLERK_JWT_KEY: string }
  clock: Clock
  instance: Instance
  /** Failures to simulate for later requests. Push a fault to the list; it is removed once it has applied `count` times. */
  faults: Fault[]
  /** The last 1 000 requests, oldest first; the last 200 with their bodies. */
  requests: RecordedRequest[]
  /** The last 1 000 webhook events, oldest first. Events are recorded even without endpoints. */
  webhooks: EmittedEvent[]
  /** The last 1 000 e-mails and text messages, oldest first, with their codes and links. No message is actually sent. */
  messages: OutgoingMessage[]
  /** The deliveries of events to endpoints, oldest first. Beyond 1 000, old deliveries that are not pending are removed. */
  deliveries: Delivery[]
  /** Waits until every delivery that is due by the clock has been attempted. */
  delivered: () => Promise<void>
  /**
   * Delivers an event again, as Clerk's dashboard can.
   *
   * @throws {TypeError} when no recorded event has this id.
   */
  redeliver: (eventId: string) => void
  /**
   * Adds data, without emitting events.
   *
   * @throws {TypeError} when the seed is malformed or breaks a rule of the API.
   */
  seed: (seed: Seed) => void
  /** Removes all data, faults and recorded requests, and adds the seed of the options. The clock stays unchanged. */
  reset: () => void
  /** Returns all stored data and the time of the clock as JSON, without faults and recorded requests. */
  snapshot: () => Snapshot
  /**
   * Restores a snapshot, of this emulator or another.
   *
   * @throws {TypeError} when `snapshot` is not a snapshot, or is damaged.
   */
  restore: (snapshot: Snapshot) => void
  /**
   * Signs a user in on a new client.
   *
   * @throws {TypeError} when an option is unknown or malformed, the user does not exist, is banned or is locked, or the user is
   *   not a member of the organization.
   */
  signIn: (userId: string, options?: SignInOptions) => Promise<SignedIn>
  /**
   * Issues a session token for a user or a session, or a token of a JWT template. A session token without a user or session has
   * no `sub` and no `sid`.
   *
   * @example
   * const expired = await emulator.mintToken({ userId: 'user_ada', expiresIn: -10 })
   *
   * @throws {TypeError} when an option is unknown or malformed, the user, session or template does not exist, the user is banned
   *   or locked, or a template is given without a user or a session.
   */
  mintToken: (options: MintTokenOptions) => Promise<string>
  /**
   * Issues an M2M token of a machine, opaque or as a JWT.
   *
   * @example
   * const { headers } = await emulator.machineToken({ name: 'billing', scopes: ['mch_ledger'] })
   *
   * @throws {TypeError} when an option is unknown or malformed, no machine has the id `machineId`, or a rule of the API is
   *   broken.
   */
  machineToken: (options: MachineTokenOptions) => Promise<Issued<M2mToken>>
  /**
   * Issues an API key of a user, an organization, a machine or a directory.
   *
   * @example
   * const { headers } = await emulator.apiKey({ subject: 'user_ada', scopes: ['builds:read'] })
   *
   * @throws {TypeError} when an option is unknown or malformed, the user, organization or machine does not exist, or a rule of
   *   the API is broken.
   */
  apiKey: (options: ApiKeyOptions) => Promise<Issued<ApiKey>>
  /**
   * Issues an access token that a user has granted to an OAuth application, opaque or as a JWT.
   *
   * @example
   * const { headers } = await emulator.oauthToken({ userId: 'user_ada', scopes: ['email'] })
   *
   * @throws {TypeError} when an option is unknown or malformed, or the user or application does not exist.
   */
  oauthToken: (options: OAuthTokenOptions) => Promise<Issued<KnownOAuthAccessToken>>
  /**
   * Subscribes a user or an organization to a plan of the seed, as a checkout does.
   *
   * @example
   * const { next_payment } = emulator.subscribe({ user_id: 'user_ada', plan: 'pro' })
   *
   * @throws {TypeError} when the user, organization, plan or price does not exist, or a rule of the API is broken.
   */
  subscribe: (options: BillingSubscriptionSeed) => BillingSubscription
  /**
   * Sets whether the card of a user or an organization is declined. While the card is declined, charges fail. When the card
   * is accepted again, past due items are paid.
   *
   * @example
   * emulator.setCard({ user_id: 'user_ada', declines: true })
   *
   * @throws {TypeError} when the user or organization does not exist.
   */
  setCard: (options: BillingCardSeed) => void
}

/**
 * Creates an emulator: an instance of Clerk in memory, with its API as a `fetch` function. The emulator needs no port and no
 * network.
 *
 * @see {@link https://clerk.com/docs/reference/backend-api Backend API}
 *
 * @example
 * const clerk = createEmulator({ seed: { users: [{ email_address: ['ada@example.com'] }] } })
 * const [ada] = await listUsers(clerk.ctx)
 *
 * @throws {TypeError} when an option is unknown or malformed, such as a signing secret that is not base64; or when the seed
 *   breaks a rule of the API, such as two users with one e-mail address.
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  checkOptions(options)
  const clock = createClock(options.now)
  const identity: Identity = {
    name: options.instance ?? 'emulator',
    keys: options.signingKey ? keysOf(options.signingKey) : publishedKeys(),
  }
  const { requests, note } = createRequestLog((text) => state.bearers.has(text))
  const faults: Fault[] = []
  let state: State
  let app: ReturnType<typeof createApp>

  // Copied, so that later changes by the caller have no effect.
  const endpoints = (options.webhooks ?? []).map((endpoint) => ({ ...endpoint }))
  const courier = createCourier(() => state, clock, endpoints)
  const hear = (event: EmittedEvent) => courier.take(event, event.timestamp)
  onAdvance(clock, () => settleAll(state))
  /** Adds the data of a seed without emitting events, since the data counts as existing data. */
  const seed = (more: Seed) => {
    state.silent = true
    try {
      plant(state, more)
    } finally {
      state.silent = false
    }
  }
  let { url } = options
  /** Sets the callbacks and the address of a new state. They are not part of the stored data. */
  const equip = () => {
    state.onEvent = hear
    state.fetch = options.fetch
    state.url = url
    state.onMessage = options.onMessage ?? (() => {})
  }
  const reset = () => {
    state = createState(clock, identity, options.idSeed ?? 'emulator', countSeats)
    plantDefaults(state)
    app = createApp(state, options.limits)
    requests.length = 0
    faults.length = 0
    equip()
    // A seed of `null`, which a file may contain, is passed on: `plant` refuses it.
    if (options.seed !== undefined) seed(options.seed)
    kept.keeper?.replaced(state)
  }
  const goBack = (restored: State) => {
    state = restored
    equip()
    app = createApp(state, options.limits)
    kept.keeper?.replaced(state)
    courier.resume()
  }
  const kept: Kept = {
    keeper: undefined,
    state: () => state,
    adopt: (snapshot) => goBack(adoptSnapshot(clock, identity, snapshot)),
  }
  /** Wraps a call of the emulator, so that its keeper detects when the call begins and ends. */
  const observed =
    <Args extends unknown[], Result>(call: (...args: Args) => Result) =>
    (...args: Args): Result =>
      kept.keeper ? kept.keeper.during(() => call(...args)) : call(...args)
  reset()
  offer(clock, kept)

  const redeliver = (id: string) => {
    const event = state.events.find((one) => one.id === id)
    if (!event) throw new TypeError(`There is no event with id ${id}`)
    courier.take(event, clock.now())
  }
  const board = dashboard({
    shown: () => ({ state, requests, faults }),
    faults,
    reset,
    // The casts are safe: `plant` and `restoreSnapshot` refuse invalid values.
    seed: (more) => seed(more as Seed),
    snapshot: () => takeSnapshot(state),
    restore: (snapshot) => goBack(restoreSnapshot(clock, identity, snapshot as Snapshot)),
    redeliver,
  })
  const fetch: Emulator['fetch'] = observed(async (input, init) => {
    const request = new Request(input as Request, init)
    request.signal.throwIfAborted()
    if (isForDashboard(request)) return board.fetch(request)
    const { record, end } = note(request, clock.now())
    const carryOut = () => duringWork(clock, async () => app.fetch(request))
    const fault = takeFault(faults, record.method, new URL(request.url).pathname)
    let response: Response | undefined
    try {
      response = fault
        ? await suffer(fault, clock, request.signal, carryOut, (refusal) =>
            app.fetch(request, { fault: refusal }),
          )
        : await carryOut()
      return response
    } finally {
      await end(response)
    }
  })

  const mintToken: Emulator['mintToken'] = async (options) => {
    checkIssueOptions('mintToken', options)
    const { userId, sessionId, template, ...how } = options
    try {
      const session = sessionId
        ? sessionOf(state, sessionId)
        : userId === undefined
          ? undefined
          : addSession(state, userId)
      if (template === undefined) return await mintSessionToken(state, session, how)
      if (!session) throw new TypeError('A token of a template needs a userId or a sessionId')
      return await mintTemplateToken(
        state,
        session,
        jwtTemplateNamed(state, template),
        how.expiresIn,
      )
    } catch (error) {
      throw inWords(error, 'The token')
    }
  }

  const signIn: Emulator['signIn'] = async (userId, options = {}) => {
    checkIssueOptions('signIn', options)
    const { organizationId, ...how } = options
    try {
      const session = addSession(state, userId, { organizationId })
      const cookies = {
        ...(await browserCookies(state, addBrowser(state, session.client_id))),
        ...(await sessionCookies(state, session, how)),
      }
      const token = cookies.__session ?? ''
      const cookie = Object.entries(cookies)
        .map(([name, value]) => `${name}=${value}`)
        .join('; ')
      return {
        user: userOf(state, userId),
        session,
        token,
        headers: { authorization: `Bearer ${token}` },
        cookies,
        cookieHeaders: { cookie },
      }
    } catch (error) {
      throw inWords(error, 'The sign-in')
    }
  }

  return {
    fetch,
    clock,
    faults,
    requests,
    seed: observed(seed),
    reset: observed(reset),
    snapshot: () => takeSnapshot(state),
    restore: observed((snapshot) => goBack(restoreSnapshot(clock, identity, snapshot))),
    delivered: courier.idle,
    redeliver: observed(redeliver),
    get webhooks() {
      return state.events
    },
    get messages() {
      return [...state.outbox].map((one) => ({ ...one }))
    },
    get deliveries() {
      return [...state.deliveries]
    },
    get url() {
      return url
    },
    set url(value) {
      if (value !== undefined) checkOrigin('url', value)
      url = value
      state.url = value
    },
    mintToken: observed(mintToken),
    machineToken: observed((options) => machineToken(state, options)),
    apiKey: observed((options) => apiKey(state, options)),
    oauthToken: observed((options) => oauthToken(state, options)),
    subscribe: observed((options) => subscribeTo(state, options)),
    setCard: observed((options) => setCardOf(state, options)),
    get instance() {
      return state.instance
    },
    get env() {
      const { secretKey, publishableKey } = state.instance
      return {
        CLERK_SECRET_KEY: secretKey,
        CLERK_PUBLISHABLE_KEY: publishableKey,
        CLERK_JWT_KEY: state.keys.publicPem(),
      }
    },
    get ctx() {
      const { secretKey, publishableKey } = state.instance
      return {
        secretKey,
        publishableKey,
        jwtKey: state.keys.publicPem(),
        fetch,
        now: clock.now,
        sleep: clock.sleep,
      }
    },
    signIn: observed(signIn),
  }
}
