import type {
  ApiKey,
  BillingSubscription,
  KnownOAuthAccessToken,
  M2mToken,
  Metadata,
  OAuthApplication,
} from 'clerklet'
import {
  type BillingCardSeed,
  type BillingSubscriptionSeed,
  setCard,
  subscribe,
} from './billing/seed.ts'
import { sendSubscription } from './billing/subscriptions.ts'
import { inWords } from './core/errors.ts'
import { userOf } from './identity/users.ts'
import { type ApiKeySeed, addApiKey, sendApiKey } from './machines/apiKeys.ts'
import { issueM2mToken } from './machines/m2mTokens.ts'
import { addMachine, machineOf, sendMachine } from './machines/machines.ts'
import { addOAuthApplication, oauthApplicationOf } from './machines/oauthApplications.ts'
import { issueAccessToken } from './machines/oauthTokens.ts'
import { checkIssueOptions } from './options.ts'
import type { State } from './state.ts'

/** A key or token that was just issued. */
export interface Issued<T> {
  /** What the API says of it. */
  details: T
  /** What is presented. */
  token: string
  /** To send with a request to the application: `authorization`. */
  headers: { authorization: string }
}

/** Whose M2M token it is to be, and what it is to say. */
export type MachineTokenOptions = {
  /** The machines that it is for, `mch_…`. Default: those that the machine may talk to. */
  scopes?: string[]
  claims?: Metadata
  /** Default: `opaque`. */
  format?: 'opaque' | 'jwt'
  /** Seconds from now. Default: what the machine gives its tokens. A negative number makes a token that has expired. */
  expiresIn?: number
} & (
  | { machineId: string; name?: undefined }
  /** The first machine of that name. It is created when there is none. */
  | { name: string; machineId?: undefined }
)

/** Whose API key it is to be, and what it is to say: the parameters of `createApiKey`, of which `subject` is enough. */
export interface ApiKeyOptions
  extends Omit<ApiKeySeed, 'name' | 'seconds_until_expiration'>,
    Partial<Pick<ApiKeySeed, 'name'>> {
  /** Seconds from now. Default: it does not expire. A negative number makes a key that has expired. */
  expiresIn?: number
}

/** Who has granted an access token to whom, and what it is to say. */
export interface OAuthTokenOptions {
  userId: string
  /** `oa_…`. Default: the first OAuth application; one is created when there is none. */
  applicationId?: string
  /** Default: those of the application. */
  scopes?: string[]
  /** Default: what the OAuth settings of the instance say, `opaque` at first. */
  format?: 'opaque' | 'jwt'
  /** The resource server that it is for, the `resource` of RFC 8707: its `aud`. Default: none. */
  audience?: string | string[]
  /** Seconds from now. Default: a day. A negative number makes a token that has expired. */
  expiresIn?: number
}

const DAY = 86_400

export async function machineToken(
  state: State,
  options: MachineTokenOptions,
): Promise<Issued<M2mToken>> {
  checkIssueOptions('machineToken', options)
  const { machineId, name, scopes, claims, format = 'opaque', expiresIn } = options
  try {
    const present =
      machineId === undefined
        ? [...state.machines].find((one) => one.name === name)
        : machineOf(state, machineId)
    const machine = sendMachine(state, present ?? addMachine(state, { name: name ?? '' }))
    const { m2mToken, token } = await issueM2mToken(state, machine, {
      format,
      expiresIn: expiresIn ?? machine.default_token_ttl ?? 3600,
      scopes: scopes ?? machine.scoped_machines.map(({ id }) => id),
      claims,
    })
    return issued(m2mToken, token)
  } catch (error) {
    throw inWords(error, 'The machine token')
  }
}

export async function apiKey(state: State, options: ApiKeyOptions): Promise<Issued<ApiKey>> {
  checkIssueOptions('apiKey', options)
  const { expiresIn, name = 'Emulator', ...params } = options
  try {
    const key = addApiKey(state, { ...params, name, seconds_until_expiration: expiresIn })
    return issued(sendApiKey(state, key), state.secrets.get(key.id) ?? '')
  } catch (error) {
    throw inWords(error, 'The API key')
  }
}

export async function oauthToken(
  state: State,
  options: OAuthTokenOptions,
): Promise<Issued<KnownOAuthAccessToken>> {
  checkIssueOptions('oauthToken', options)
  const {
    userId,
    applicationId,
    scopes,
    format = state.settings.oauth_applications.oauth_jwt_access_tokens ? 'jwt' : 'opaque',
    audience,
    expiresIn = DAY,
  } = options
  try {
    const user = userOf(state, userId)
    const application = applicationFor(state, applicationId)
    const { accessToken, token } = await issueAccessToken(state, application, user.id, {
      format,
      expiresIn,
      scopes: scopes ?? application.scopes.split(' '),
      audience,
    })
    return issued(accessToken, token)
  } catch (error) {
    throw inWords(error, 'The access token')
  }
}

export function subscribeTo(state: State, options: BillingSubscriptionSeed): BillingSubscription {
  try {
    return sendSubscription(state, subscribe(state, options))
  } catch (error) {
    throw inWords(error, 'The subscription')
  }
}

export function setCardOf(state: State, options: BillingCardSeed): void {
  try {
    setCard(state, options)
  } catch (error) {
    throw inWords(error, 'The card')
  }
}

function applicationFor(state: State, id: string | undefined): OAuthApplication {
  if (id === undefined) {
    const [first] = state.oauthApplications
    return first ?? addOAuthApplication(state, { name: 'Emulator' })
  }
  return oauthApplicationOf(state, id)
}

function issued<T>(details: T, token: string): Issued<T> {
  // A copy: what is stored changes when it is used or revoked.
  return { details: { ...details }, token, headers: { authorization: `Bearer ${token}` } }
}
