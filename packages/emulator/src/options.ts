import type { Metadata } from 'clerklet'
import type { JWK } from 'jose'
import { LAST_TIME } from './core/clock.ts'
import type { WebhookEndpoint } from './core/deliveries.ts'
import { isSigningJwk } from './core/keys.ts'
import type { Limits } from './core/limits.ts'
import type { ListenOptions } from './listenOptions.ts'
import type { ApiKeySeed } from './machines/index.ts'
import type { OutgoingMessage } from './messages/index.ts'
import type { Seed } from './seed.ts'
import type { TokenOptions } from './sessions/index.ts'

/** The options of {@link createEmulator}. */
export interface EmulatorOptions {
  /** The data with which the emulator starts. */
  seed?: Seed | undefined
  /** The start of a clock that only `advance` and `sleep` move, in epoch milliseconds. Default: the clock runs with real time. */
  now?: number | undefined
  /** The seed from which ids are made. Default: `emulator`. */
  idSeed?: string | undefined
  /**
   * The name of the instance. The id, the secret key, the publishable key and the host of the Frontend API are derived from the
   * name, so that two instances on one host have different cookies. Default: `emulator`.
   */
  instance?: string | undefined
  /**
   * The key that signs tokens: an RSA private key of 2048 bits as a JWK. Default: the key pair that the package publishes,
   * which is the same for all users of the package.
   */
  signingKey?: JWK | undefined
  /** The rate limits of the instance. `true` sets the rate limits of Clerk. Default: none. */
  limits?: true | Limits | undefined
  /** The endpoints to which signed events are delivered, with retries. Default: none. */
  webhooks?: readonly WebhookEndpoint[] | undefined
  /** Called with each e-mail and text message, including its code and its link. Default: no call. */
  onMessage?: ((message: OutgoingMessage) => void) | undefined
  /**
   * The address at which browsers reach the emulator, such as `http://localhost:4010`. Links in e-mails and links of tickets
   * begin with this address. Default: the address of `listen`; without a server, links have the host of the Frontend API.
   */
  url?: string | undefined
  /**
   * Sends requests to applications, such as the global `fetch` or the `fetch` of a Worker. Used by `verifyDomainProxy` to check
   * that a proxy reaches the Frontend API. Default: none, and every https URL passes.
   */
  fetch?: ((request: Request) => Response | Promise<Response>) | undefined
}

/** The options of {@link Emulator.mintToken}. */
export interface MintTokenOptions extends TokenOptions {
  /** The user for whom a session is created, when `sessionId` is not given. */
  userId?: string | undefined
  sessionId?: string | undefined
  /** The name of a JWT template, which sets the claims and the default lifetime. `version`, `azp` and `claims` are ignored. */
  template?: string | undefined
}

/** The options of {@link Emulator.signIn}. */
export interface SignInOptions extends TokenOptions {
  /** The active organization of the session; `null` means none. Default: the organization that the user joined last. */
  organizationId?: string | null | undefined
}

/** The machine and the content of an M2M token. */
export type MachineTokenOptions = {
  /** The machines for which the token is valid, `mch_…`. Default: the machines in the scopes of the issuing machine. */
  scopes?: readonly string[] | undefined
  claims?: Metadata | undefined
  /** Default: `opaque`. */
  format?: 'opaque' | 'jwt' | undefined
  /** Seconds until the token expires. Default: the machine's `default_token_ttl`. A negative number creates an expired token. */
  expiresIn?: number | undefined
} & (
  | { machineId: string; name?: undefined }
  /** The token belongs to the first machine with the name `name`. A machine is created when none has this name. */
  | { name: string; machineId?: undefined }
)

/** The subject and the content of an API key. Only `subject` is required. */
export interface ApiKeyOptions
  extends Omit<ApiKeySeed, 'name' | 'seconds_until_expiration'>,
    Partial<Pick<ApiKeySeed, 'name'>> {
  /** Seconds until the key expires. Default: the key does not expire. A negative number creates an expired key. */
  expiresIn?: number | undefined
}

/** The user, the application and the content of an OAuth access token. */
export interface OAuthTokenOptions {
  userId: string
  /** `oa_…`. Default: the first OAuth application. An application is created when none exists. */
  applicationId?: string | undefined
  /** The granted scopes. Default: the scopes of the application. */
  scopes?: readonly string[] | undefined
  /** Default: the format in the instance's OAuth settings, initially `opaque`. */
  format?: 'opaque' | 'jwt' | undefined
  /** The resource server, which is the `resource` of RFC 8707 and becomes the `aud`. Default: none. */
  audience?: string | readonly string[] | undefined
  /** Seconds until the token expires. Default: a day. A negative number creates an expired token. */
  expiresIn?: number | undefined
}

/** Throws a `TypeError` when the value is invalid. The message begins with the name. */
type Check = (name: string, value: unknown) => void
/** One check for each member of `T`. A missing check is a type error. */
type Checks<T> = Record<keyof T, Check>

const OPTIONS: Checks<EmulatorOptions> = {
  // Not checked here: `plant` checks the seed, and names the place of a mistake.
  seed: () => {},
  now: checkTime,
  idSeed: checkString,
  instance: checkText,
  signingKey: checkSigningKey,
  limits: (name, value) => value === true || checkMembers(name, value, LIMITS),
  webhooks: checkEndpoints,
  onMessage: checkFunction,
  url: checkOrigin,
  fetch: checkFunction,
}

const LIMITS: Checks<Limits> = {
  instance: checkLimit,
  changes: checkLimit,
  invitations: checkLimit,
  bulkInvitations: checkLimit,
  organizationInvitations: checkLimit,
  bulkOrganizationInvitations: checkLimit,
  signIns: checkLimit,
  attempts: checkLimit,
}

const ENDPOINT: Checks<WebhookEndpoint> = {
  url: checkWebhookUrl,
  signingSecret: checkSigningSecret,
  fetch: checkFunction,
  events: checkStrings,
}

const LISTEN: Checks<ListenOptions> = {
  port: checkPort,
  hostname: checkText,
  exposed: checkBoolean,
  https: (name, value) => {
    checkMembers(name, value, HTTPS)
    // Without a key or without a certificate, a server accepts no connection.
    const { key, cert } = value as Record<string, unknown>
    checkText(`${name}.key`, key)
    checkText(`${name}.cert`, cert)
  },
}

const HTTPS: Checks<NonNullable<ListenOptions['https']>> = { key: checkText, cert: checkText }

const TOKEN: Checks<TokenOptions> = {
  expiresIn: checkSeconds,
  version: oneOf(1, 2),
  azp: checkString,
  claims: checkObject,
}

/** The checks of options, by the function that issues tokens or keys. */
const ISSUE: {
  mintToken: Checks<MintTokenOptions>
  signIn: Checks<SignInOptions>
  machineToken: Checks<MachineTokenOptions>
  apiKey: Checks<ApiKeyOptions>
  oauthToken: Checks<OAuthTokenOptions>
} = {
  mintToken: { userId: checkString, sessionId: checkString, template: checkString, ...TOKEN },
  signIn: { organizationId: orNull(checkString), ...TOKEN },
  machineToken: {
    machineId: checkString,
    name: checkString,
    scopes: checkStrings,
    claims: checkObject,
    format: oneOf('opaque', 'jwt'),
    expiresIn: checkSeconds,
  },
  apiKey: {
    id: checkString,
    secret: checkString,
    type: checkString,
    name: checkString,
    description: orNull(checkString),
    subject: checkString,
    claims: orNull(checkObject),
    scopes: checkStrings,
    created_by: orNull(checkString),
    expiresIn: checkSeconds,
  },
  oauthToken: {
    userId: checkString,
    applicationId: checkString,
    scopes: checkStrings,
    format: oneOf('opaque', 'jwt'),
    audience: checkAudience,
    expiresIn: checkSeconds,
  },
}

/**
 * Checks the options of `createEmulator`, so that a mistake is reported at once, and not with the first webhook event.
 *
 * @throws {TypeError} when an option is unknown or malformed. The message names the option and contains no secret.
 */
export function checkOptions(options: EmulatorOptions): void {
  checkMembers('', options, OPTIONS)
}

/** @throws {TypeError} when an option of `listen` is unknown or malformed. */
export function checkListenOptions(options: ListenOptions): void {
  checkMembers('', options, LISTEN)
}

/** @throws {TypeError} when an option of a function that issues tokens or keys is unknown or malformed. */
export function checkIssueOptions(issuer: keyof typeof ISSUE, options: object): void {
  // The type of the checks differs by issuer, and `checkMembers` needs a single type.
  checkMembers('', options, ISSUE[issuer] as Record<string, Check>)
}

/** @throws {TypeError} when a value lacks one of `members`, such as `fetch`, or a member has another type. */
export function checkEmulator(
  value: unknown,
  members: Record<string, 'function' | 'object'>,
): void {
  const isEmulator =
    typeof value === 'object' &&
    value !== null &&
    Object.entries(members).every(([name, kind]) => typeof Reflect.get(value, name) === kind)
  if (!isEmulator) refuse('emulator', 'must be one that createEmulator returned')
}

/** @throws {TypeError} when a value is not an http or https URL, or contains a user name or a password. */
export function checkWebhookUrl(name: string, value: unknown): void {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) refuse(name, 'must be an http or https URL')
  // `new Request` throws for a URL with a user name or a password.
  if (url.username || url.password) refuse(name, 'must be a URL without user name and password')
}

/**
 * @throws {TypeError} when a value is neither a signing secret that `signWebhook` accepts nor a list of such secrets. The
 *   message does not contain the secret.
 */
export function checkSigningSecret(name: string, value: unknown): void {
  const secrets = [value].flat()
  if (!secrets.length || !secrets.every(isSigningSecret)) {
    refuse(name, 'must be whsec_ followed by base64, such as whsec_dGVzdA==')
  }
}

/** Whether a value is a signing secret. The prefix `whsec_` is optional, as for `verifyWebhook`. */
function isSigningSecret(value: unknown): boolean {
  try {
    return typeof value === 'string' && atob(value.replace(/^whsec_/, '')).length > 0
  } catch {
    return false
  }
}

/** @throws {TypeError} when a value is not an http or https origin, such as `http://localhost:4010`. */
export function checkOrigin(name: string, value: unknown): void {
  const isOrigin =
    typeof value === 'string' &&
    /^https?:/.test(value) &&
    URL.canParse(value) &&
    new URL(value).origin === value
  if (!isOrigin) refuse(name, 'must be an origin, such as http://localhost:4010')
}

function checkEndpoints(name: string, value: unknown): void {
  if (!Array.isArray(value)) refuse(name, 'must be a list of endpoints')
  value.forEach((endpoint, i) => {
    checkMembers(`${name}[${i}]`, endpoint, ENDPOINT)
    checkWebhookUrl(`${name}[${i}].url`, endpoint.url)
    checkSigningSecret(`${name}[${i}].signingSecret`, endpoint.signingSecret)
  })
}

/** Refuses unknown members, and checks the values of known members unless they are `undefined`. */
function checkMembers<T>(name: string, value: unknown, checks: Checks<T>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse(name || 'options', 'must be an object')
  }
  for (const [key, member] of Object.entries(value)) {
    const place = name ? `${name}.${key}` : key
    if (!Object.hasOwn(checks, key)) {
      refuse(place, `is unknown: known are ${Object.keys(checks).join(', ')}`)
    }
    if (member !== undefined) checks[key as keyof T](place, member)
  }
}

/** Checks a signing key. The message of the error does not contain the key. */
function checkSigningKey(name: string, value: unknown): void {
  if (!isSigningJwk(value)) refuse(name, 'must be an RSA private key of 2048 bits as a JWK')
}

function checkTime(name: string, value: unknown): void {
  // Negated, so that NaN is refused: a comparison with NaN is false.
  if (typeof value !== 'number' || !(Math.abs(value) <= LAST_TIME)) {
    refuse(name, 'must be a time in epoch milliseconds')
  }
}

function checkLimit(name: string, value: unknown): void {
  if (typeof value !== 'number' || !(value >= 0)) refuse(name, 'must be a number of requests')
}

function checkSeconds(name: string, value: unknown): void {
  if (!Number.isFinite(value)) refuse(name, 'must be a number of seconds')
}

function checkObject(name: string, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse(name, 'must be an object')
  }
}

function checkAudience(name: string, value: unknown): void {
  if (![value].flat().every((one) => typeof one === 'string')) {
    refuse(name, 'must be a string or a list of strings')
  }
}

function oneOf(...values: (string | number)[]): Check {
  return (name, value) => {
    if (!values.some((one) => one === value)) refuse(name, `must be ${values.join(' or ')}`)
  }
}

function orNull(check: Check): Check {
  return (name, value) => {
    if (value !== null) check(name, value)
  }
}

function checkPort(name: string, value: unknown): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 65_535) {
    refuse(name, 'must be a whole number from 0 to 65535')
  }
}

function checkBoolean(name: string, value: unknown): void {
  if (typeof value !== 'boolean') refuse(name, 'must be true or false')
}

/** @throws {TypeError} when a value is not a string, or is empty. */
export function checkText(name: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') refuse(name, 'must be a string that is not empty')
}

function checkString(name: string, value: unknown): void {
  if (typeof value !== 'string') refuse(name, 'must be a string')
}

function checkStrings(name: string, value: unknown): void {
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) {
    refuse(name, 'must be a list of strings')
  }
}

function checkFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') refuse(name, 'must be a function')
}

function refuse(name: string, rule: string): never {
  throw new TypeError(`${name} ${rule}`)
}
