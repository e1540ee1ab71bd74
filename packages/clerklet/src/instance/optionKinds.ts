import { WANTED_KEYS } from '../core/keys.ts'

/** The kind of an option's value: a check, and the description in errors. */
export interface OptionKind {
  is(value: unknown): boolean
  wanted: string
  /** Whether the value is a key. An empty key is an error in the options, and counts as not set on the context. */
  isKey?: true
}

/** The kind of each option in `O`, and of the context field with its name. An option without a kind does not compile. */
export type OptionKinds<O> = { readonly [K in keyof O]-?: OptionKind }

// Separate constants, so that a bundle contains only the kinds that its functions use.

export const SECRET_KEY: OptionKind = {
  is: isText,
  wanted: WANTED_KEYS.secretKey,
  isKey: true,
}
export const MACHINE_SECRET_KEY: OptionKind = {
  is: isText,
  wanted: WANTED_KEYS.machineSecretKey,
  isKey: true,
}
export const PUBLISHABLE_KEY: OptionKind = {
  is: isText,
  wanted: 'the publishable key of the instance',
  isKey: true,
}
export const JWT_KEY: OptionKind = {
  is: isJwtKey,
  wanted: 'the public key of the instance: PEM, a JWK or a JWKS',
  isKey: true,
}
export const TEXT: OptionKind = { is: isText, wanted: 'a string' }
export const TEXT_OR_TEXTS: OptionKind = {
  is: isTextOrTexts,
  wanted: 'a non-empty string, or a list of them',
}
export const SCOPES: OptionKind = {
  is: isScopes,
  wanted: "a list of scopes, such as ['email', 'profile']",
}
export const ISSUER: OptionKind = {
  is: isIssuer,
  wanted: 'the issuer, such as https://clerk.example.com, or a list',
}
export const ORIGINS: OptionKind = {
  is: isTexts,
  wanted: "a list of origins, such as ['https://example.com']",
}
export const MILLISECONDS: OptionKind = { is: isNumber, wanted: 'a number of milliseconds' }
export const TRUE_OR_FALSE: OptionKind = { is: isBoolean, wanted: 'true or false' }
export const FUNCTION: OptionKind = { is: isFunction, wanted: 'a function' }
export const TOKEN_CACHE: OptionKind = {
  is: isCache,
  wanted: 'an object with get and set, as createTokenCache makes it',
}
export const ACCEPTS_TOKEN: OptionKind = {
  is: isAcceptsToken,
  wanted: "a kind of token, a list of kinds, or 'any'",
}
export const ORGANIZATION_SYNC: OptionKind = {
  is: isOrganizationSync,
  wanted: 'an object of organizationPatterns and personalAccountPatterns, both lists of strings',
}

const TOKEN_TYPES = ['session_token', 'api_key', 'm2m_token', 'oauth_token']

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isFilled(value: unknown): boolean {
  return isText(value) && value !== ''
}

/** Whether a value is a text, a JWK or a JWKS. `readJwtKey` checks the content later. */
function isJwtKey(value: unknown): boolean {
  const { kty, keys } = Object(value)
  return isText(value) || kty !== undefined || Array.isArray(keys)
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

/** Whether a value is a list whose entries all pass. The list is copied first, because `every` skips the holes of an array. */
function isListOf(isEntry: (entry: unknown) => boolean, value: unknown): boolean {
  return Array.isArray(value) && [...value].every(isEntry)
}

function isTexts(value: unknown): boolean {
  return isListOf(isFilled, value)
}

function isTextOrTexts(value: unknown): boolean {
  return isFilled(value) || isTexts(value)
}

/** Whether a value is a list of scopes that only contain the allowed characters (RFC 6749, section 3.3). */
function isScopes(value: unknown): boolean {
  return isListOf((one) => isText(one) && /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(one), value)
}

/** Whether a value is one or more issuers. An empty list is not valid, because it would refuse every token. */
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
