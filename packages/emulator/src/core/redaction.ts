/** The text in place of a secret. */
export const LEFT_OUT = '…'

/** Whether a text is a stored key or token that authenticates requests, in any format. */
export type IsIssued = (text: string) => boolean

/** Names whose values are secrets, such as `password`, `new_password`, `client_secret` and `otp_code`. */
const SECRET_NAMES = [
  /(^|_)(password|passwd|passphrase|secret|token|jwt|ticket|nonce|cookie|cookies|otp|pin)$/,
  /(^|_)(authorization|assertion|verifier|digest|credential|credentials|directives|tokens)$/,
  /(^|_)(secret|api|private|signing|access|encryption)_key$/,
  /^((otp|totp|backup|verification|auth|authorization|device|user|recovery|sms|mfa)_)?codes?$/,
  // Clerk's cookies, which Clerk also sends as query parameters.
  /^__(session|client(?!_uat)|dev_session|clerk_(?!status$|synced$|redirect_url$))/,
]
/** The private members of a JSON Web Key. */
const PRIVATE_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'])

/** Formats of secrets, which are redacted under any name. Ids such as `ak_` and 32 hexadecimal digits are kept. */
const SECRET_KINDS = [
  /\bsk_(?:test|live)_[\w-]+/g,
  /\bwhsec_[\w+/=-]+/g,
  /\b(?:ak|mt|oat|ort|dvb|rt|nonce|ticket|one)_(?![0-9a-f]{32}\b)\w{16,}/g,
  /(?<![\w-])eyJ[\w-]*\.[\w-]+\.[\w-]*/g,
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]{16,}/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\$(?:2[abxy]|argon2\w*|pbkdf2[\w-]*|scrypt)\$[^\s"]+/g,
]
/**
 * Matches a name and `=` in queries, fragments and cookies, also URL-encoded. Matches begin only at the start of a word: trying
 * each letter of a long text would take quadratic time.
 */
const NAME = /(?:(?<![\w-])|(?<=%(?:25){0,3}(?:26|3F)))([\w-]{1,100})(?:=|%(?:25){0,3}3D)/gi
const VALUE = /[^&#;\s"'<>]+/y
/** Of each value, at most this many characters are compared with the issued keys and tokens. */
const LONGEST_LOOKED_UP = 500

const DEEPEST = 50

/** Whether values of fields with this name are secrets. */
export function isSecretName(name: string): boolean {
  const snake = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase()
  return SECRET_NAMES.some((secret) => secret.test(snake))
}

/** Returns a text with `…` in place of the keys, tokens and codes in it. */
export function redactText(text: string, isIssued: IsIssued): string {
  if (isIssued(text)) return LEFT_OUT
  const pairs = redactPairs(text, isIssued)
  return SECRET_KINDS.reduce((rest, kind) => rest.replace(kind, LEFT_OUT), pairs)
}

/** Redacts the secret values in pairs such as `name=value`. A value, such as a `redirect_url`, may itself contain pairs. */
function redactPairs(text: string, isIssued: IsIssued): string {
  let redacted = ''
  let end = 0
  for (const { 0: whole, 1: name = '', index } of text.matchAll(NAME)) {
    const start = index + whole.length
    if (index < end) continue
    const beginning = valueAt(text.slice(start, start + LONGEST_LOOKED_UP), 0)
    // The `#key=` of a link to Svix gives access to its dashboard. A `key` of up to 15 characters is not a secret.
    const isKey = name === 'key' && beginning.length > 15
    if (!isKey && !isSecretName(name) && !isIssued(beginning)) continue
    const length = valueAt(text, start).length
    if (!length) continue
    redacted += text.slice(end, start) + LEFT_OUT
    end = start + length
  }
  return redacted + text.slice(end)
}

function valueAt(text: string, start: number): string {
  VALUE.lastIndex = start
  return VALUE.exec(text)?.[0] ?? ''
}

/** Returns a path with `…` in place of the segments that are keys or tokens. */
export function redactPath(path: string, isIssued: IsIssued): string {
  return path
    .split('/')
    .map((segment) => {
      const text = decode(segment)
      const redacted = redactText(text, isIssued)
      return redacted === text ? segment : redacted
    })
    .join('/')
}

/** Returns a query, including its question mark, with `…` in place of the keys, tokens and codes in it. */
export function redactQuery(search: string, isIssued: IsIssued): string {
  return search
    .split(/([?&])/)
    .map((part) => {
      const [encoded = '', ...rest] = part.split('=')
      if (!rest.length) return part
      const name = decode(encoded)
      const value = decode(rest.join('='))
      const redacted = isSecretName(name) ? LEFT_OUT : redactText(value, isIssued)
      return redacted === value ? part : `${encoded}=${redacted}`
    })
    .join('')
}

/**
 * Returns a copy of JSON data with `…` in place of the keys, tokens, cookies, passwords and codes in it, and of values nested
 * more than 50 levels deep.
 */
export function redact(value: unknown, isIssued: IsIssued): unknown {
  return redactWithin(value, isIssued, false, 0)
}

function redactWithin(
  value: unknown,
  isIssued: IsIssued,
  isSecret: boolean,
  depth: number,
): unknown {
  if (depth > DEEPEST) return LEFT_OUT
  if (typeof value === 'string') {
    return isSecret && value !== '' ? LEFT_OUT : redactText(value, isIssued)
  }
  if (typeof value === 'number' && isSecret) return LEFT_OUT
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    return value.map((item) => redactWithin(item, isIssued, isSecret, depth + 1))
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      redactText(name, isIssued),
      redactWithin(member, isIssued, isSecretMember(value, name, isSecret), depth + 1),
    ]),
  )
}

function isSecretMember(owner: object, name: string, within: boolean): boolean {
  if (name === 'object') return false
  if (within || ('kty' in owner && PRIVATE_MEMBERS.has(name))) return true
  // The code of an error is not a secret: it describes the problem. The code of a sign-in starts a session.
  if (name === 'code' && 'message' in owner && 'long_message' in owner) return false
  return isSecretName(name)
}

/** Decodes a URL-encoded text. Returns the text unchanged when an escape is malformed. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
