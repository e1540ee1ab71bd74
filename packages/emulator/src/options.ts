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

/** What {@link createEmulator} takes. */
export interface EmulatorOptions {
  /** What is there at the start. */
  seed?: Seed | undefined
  /** Epoch milliseconds at which the clock stands still until it is advanced. Default: the clock runs with the real time. */
  now?: number | undefined
  /** What ids are made from. Default: `emulator`. */
  idSeed?: string | undefined
  /**
   * The name of the instance: its keys, its id and the host of its Frontend API follow from it, so that two instances on one
   * host do not take each other's cookies. Default: `emulator`.
   */
  instance?: string | undefined
  /**
   * What tokens are signed with: an RSA private key of 2048 bits as a JWK. Default: a key pair that the package publishes, the
   * same for everybody.
   */
  signingKey?: JWK | undefined
  /** Whether requests are refused that are too many, and which those are. Default: never. */
  limits?: true | Limits | undefined
  /** Where events are delivered, signed, and again when that fails. Default: nowhere. */
  webhooks?: readonly WebhookEndpoint[] | undefined
  /** Is called with each e-mail and text message that would leave: with its code and its link. Default: nothing is. */
  onMessage?: ((message: OutgoingMessage) => void) | undefined
  /**
   * Where browsers reach it, such as `http://localhost:4010`: links in e-mails and of tickets lead there. `listen` sets it.
   * Default: nowhere, and links have the host that tokens name.
   */
  url?: string | undefined
  /**
   * What reaches applications, such as the global `fetch` or that of a Worker: `verifyDomainProxy` asks a proxy by it whether
   * the Frontend API is behind it. Default: nothing, and every https URL passes.
   */
  fetch?: ((request: Request) => Response | Promise<Response>) | undefined
}

/** Whom {@link Emulator.mintToken} makes a token for, and how. */
export interface MintTokenOptions extends TokenOptions {
  /** Signs this user in, if a session is not given. */
  userId?: string | undefined
  sessionId?: string | undefined
  /** The name of a JWT template: its claims and its lifetime then, and nothing else but `expiresIn` varies them. */
  template?: string | undefined
}

/** How {@link Emulator.signIn} signs a user in, and what it varies of the token. */
export interface SignInOptions extends TokenOptions {
  /** The organization that is active in the session; `null` is none. Default: the one that the user joined last. */
  organizationId?: string | null | undefined
}

/** Whose M2M token it is to be, and what it is to say. */
export type MachineTokenOptions = {
  /** The machines that it is for, `mch_…`. Default: those that the machine may talk to. */
  scopes?: readonly string[] | undefined
  claims?: Metadata | undefined
  /** Default: `opaque`. */
  format?: 'opaque' | 'jwt' | undefined
  /** Seconds from now. Default: what the machine gives its tokens. A negative number makes a token that has expired. */
  expiresIn?: number | undefined
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
  expiresIn?: number | undefined
}

/** Who has granted an access token to whom, and what it is to say. */
export interface OAuthTokenOptions {
  userId: string
  /** `oa_…`. Default: the first OAuth application; one is created when there is none. */
  applicationId?: string | undefined
  /** Default: those of the application. */
  scopes?: readonly string[] | undefined
  /** Default: what the OAuth settings of the instance say, `opaque` at first. */
  format?: 'opaque' | 'jwt' | undefined
  /** The resource server that it is for, the `resource` of RFC 8707: its `aud`. Default: none. */
  audience?: string | readonly string[] | undefined
  /** Seconds from now. Default: a day. A negative number makes a token that has expired. */
  expiresIn?: number | undefined
}

/** Throws a `TypeError` that begins with the name when the value is not what it must be. */
type Check = (name: string, value: unknown) => void
/** One check per member, so that the compiler asks for the check of a new one. */
type Checks<T> = Record<keyof T, Check>

const OPTIONS: Checks<EmulatorOptions> = {
  // `plant` checks the seed, and says where in it a mistake is.
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
    // One without the other makes a server that no client can speak to.
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

/** The options of the functions that issue tokens and keys. */
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
 * Checks the options of `createEmulator`, so that a mistake shows at the start and not at the first event.
 *
 * @throws {TypeError} naming the option and what it must be. The message contains no secret.
 */
export function checkOptions(options: EmulatorOptions): void {
  checkMembers('', options, OPTIONS)
}

/** @throws {TypeError} naming the option of `listen` and what it must be. */
export function checkListenOptions(options: ListenOptions): void {
  checkMembers('', options, LISTEN)
}

/** @throws {TypeError} naming the option of a function that issues tokens or keys, and what it must be. */
export function checkIssueOptions(issuer: keyof typeof ISSUE, options: object): void {
  // The type of the checks differs by issuer, and `checkMembers` needs one.
  checkMembers('', options, ISSUE[issuer] as Record<string, Check>)
}

/** @throws {TypeError} when a value lacks one of these members of an emulator, such as `fetch`, or it is of another kind. */
export function checkEmulator(
  value: unknown,
  members: Record<string, 'function' | 'object'>,
): void {
  const isEmulator =
    typeof value === 'object' &&
    value !== null &&
    Object.entries(members).every(([name, kind]) => typeof Reflect.get(value, name) === kind)
  if (!isEmulator) refuse('emulator', 'must be what createEmulator returns')
}

/** @throws {TypeError} when webhooks cannot be delivered to a URL. */
export function checkWebhookUrl(name: string, value: unknown): void {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) refuse(name, 'must be an http or https URL')
  // `new Request` throws for such a URL.
  if (url.username || url.password) refuse(name, 'must be a URL without user name and password')
}

/**
 * @throws {TypeError} when a signing secret, or one of a list, is not what `signWebhook` signs with. The message does not
 * contain the secret.
 */
export function checkSigningSecret(name: string, value: unknown): void {
  const secrets = [value].flat()
  if (!secrets.length || !secrets.every(isSigningSecret)) {
    refuse(name, 'must be whsec_ followed by base64, such as whsec_dGVzdA==')
  }
}

/** The prefix is optional, as it is for `verifyWebhook`. */
function isSigningSecret(value: unknown): boolean {
  try {
    return typeof value === 'string' && atob(value.replace(/^whsec_/, '')).length > 0
  } catch {
    return false
  }
}

/** @throws {TypeError} when a value is not a scheme, a host and perhaps a port, without a slash at the end. */
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

/** Checks the members that are there. One that is `undefined` counts as left out. */
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

/** The message does not contain the key. */
function checkSigningKey(name: string, value: unknown): void {
  if (!isSigningJwk(value)) refuse(name, 'must be an RSA private key of 2048 bits as a JWK')
}

function checkTime(name: string, value: unknown): void {
  // A comparison with NaN is false.
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

/** @throws {TypeError} when a value is no string, or an empty one. */
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
