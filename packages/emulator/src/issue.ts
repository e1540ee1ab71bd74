import type {
  ApiKey,
  BillingSubscription,
  KnownOAuthAccessToken,
  M2mToken,
  OAuthApplication,
} from 'clerklet'
import {
  type BillingCardSeed,
  type BillingSubscriptionSeed,
  sendSubscription,
  setCard,
  subscribe,
} from './billing/index.ts'
import { inWords } from './core/errors.ts'
import { userOf } from './identity/index.ts'
import {
  addApiKey,
  addMachine,
  addOAuthApplication,
  issueAccessToken,
  issueM2mToken,
  machineOf,
  oauthApplicationOf,
  sendApiKey,
  sendMachine,
} from './machines/index.ts'
import {
  type ApiKeyOptions,
  checkIssueOptions,
  type MachineTokenOptions,
  type OAuthTokenOptions,
} from './options.ts'
import type { State } from './state.ts'

/** A key or token that was just issued. */
export interface Issued<T> {
  /** The object with which the API describes the key or token. */
  details: T
  /** The secret text of the key or token. */
  token: string
  /** Headers for a request to the application: `authorization`. */
  headers: { authorization: string }
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
  // A copy, since the stored object changes when the token is used or revoked.
  return { details: { ...details }, token, headers: { authorization: `Bearer ${token}` } }
}
