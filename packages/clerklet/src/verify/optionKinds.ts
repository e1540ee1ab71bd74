/** What the value of an option must be: a test, and how an error says it. */
export interface OptionKind {
  is(value: unknown): boolean
  wanted: string
  /** A credential: empty in the options it is a mistake, on the context it counts as not set. */
  isKey?: true
}

/** The options of `clerklet/verify` and `clerklet/proxy`, and what each must be, on the context as well. */
export const OPTION_KINDS = {
  secretKey: { is: isText, wanted: 'the secret key of the instance', isKey: true },
  machineSecretKey: { is: isText, wanted: 'the secret key of the machine', isKey: true },
  publishableKey: { is: isText, wanted: 'the publishable key of the instance', isKey: true },
  jwtKey: { is: isText, wanted: 'the PEM public key of the instance', isKey: true },

  audience: { is: isTextOrTexts, wanted: 'a non-empty string, or a list of them' },
  machineAudience: { is: isTextOrTexts, wanted: 'a non-empty string, or a list of them' },
  issuer: { is: isIssuer, wanted: 'the issuer, such as https://clerk.example.com, or a list' },
  authorizedParties: { is: isTexts, wanted: "a list of origins, such as ['https://example.com']" },
  clockSkewInMs: { is: isNumber, wanted: 'a number of milliseconds' },
  headerType: { is: isTextOrTexts, wanted: 'a non-empty string, or a list of them' },
  skipJwksCache: { is: isBoolean, wanted: 'true or false' },
  tokenCache: { is: isCache, wanted: 'an object with get and set, as createTokenCache makes it' },

  acceptsToken: { is: isAcceptsToken, wanted: "a kind of token, a list of kinds, or 'any'" },
  api: { is: isBoolean, wanted: 'true or false' },
  signInUrl: { is: isText, wanted: 'a string' },
  proxyUrl: { is: isText, wanted: 'a string' },
  domain: { is: isText, wanted: 'a string' },
  isSatellite: { is: isBoolean, wanted: 'true or false' },
  satelliteAutoSync: { is: isBoolean, wanted: 'true or false' },
  organizationSyncOptions: {
    is: isOrganizationSync,
    wanted: 'an object of organizationPatterns and personalAccountPatterns, both lists of strings',
  },

  proxyPath: { is: isText, wanted: 'a string' },
  fapiUrl: { is: isText, wanted: 'a string' },
  onError: { is: isFunction, wanted: 'a function' },
} satisfies Record<string, OptionKind>

/** The names of the options `O` of a function. A name without a kind, or an option without a name, does not compile. */
export type OptionNames<O> = {
  readonly [K in keyof O]-?: K extends keyof typeof OPTION_KINDS ? true : never
}

const TOKEN_TYPES = ['session_token', 'api_key', 'm2m_token', 'oauth_token']

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isFilled(value: unknown): boolean {
  return isText(value) && value !== ''
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number'
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean'
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function'
}

/** A list whose entries all pass. Copied first: `every` skips holes. */
function isListOf(isEntry: (entry: unknown) => boolean, value: unknown): boolean {
  return Array.isArray(value) && [...value].every(isEntry)
}

function isTexts(value: unknown): boolean {
  return isListOf(isFilled, value)
}

function isTextOrTexts(value: unknown): boolean {
  return isFilled(value) || isTexts(value)
}

/** An empty list names no issuer, and would refuse none. */
function isIssuer(value: unknown): boolean {
  return isTextOrTexts(value) && (value as string | unknown[]).length > 0
}

function isAcceptsToken(value: unknown): boolean {
  const isTokenType = (type: unknown) => TOKEN_TYPES.includes(type as string)
  return value === 'any' || isTokenType(value) || isListOf(isTokenType, value)
}

function isCache(value: unknown): boolean {
  const { get, set } = Object(value)
  return isFunction(get) && isFunction(set)
}

function isOrganizationSync(value: unknown): boolean {
  const isPatterns = (patterns: unknown) => patterns === undefined || isListOf(isText, patterns)
  const { organizationPatterns, personalAccountPatterns, ...unknown } = Object(value)
  return (
    typeof value === 'object' &&
    !Array.isArray(value) &&
    isPatterns(organizationPatterns) &&
    isPatterns(personalAccountPatterns) &&
    Object.keys(unknown).length === 0
  )
}
