const REDACTED = '[redacted]'

/**
 * Credentials by their form: what follows `Bearer` and has a digit, and secret keys of instances. No boundary of a word stands
 * before them in the `\nsk_test_…` of JSON.
 */
const CREDENTIAL = /Bearer\s+(?=[\w.~+/-]*\d)[\w.~+/=-]+|sk_(test|live)_\w+/gi

/** In the message of a foreign error, every token of Clerk's, too: no id is worth showing there. */
const TOKEN = /\bBearer\s+[\w.~+/=-]+|\b(sk|ak|mt|oat)_[\w.=-]+|\beyJ[\w.=-]+/g

/** A text without these secrets, as they are, in lower case, percent-encoded, escaped for JSON or in base64, and without other credentials. */
export function redact(text: string, secrets: readonly unknown[]): string {
  let clean = text
  for (const secret of secrets) {
    if (typeof secret !== 'string' || !secret) continue
    for (const form of formsOf(secret)) if (form) clean = clean.replaceAll(form, REDACTED)
  }
  return clean.replace(CREDENTIAL, REDACTED)
}

/** The same of any JSON value, its keys included. What has no secret in it is returned as it is. */
export function redactJson<T>(value: T, secrets: readonly unknown[]): T | string {
  let text: string
  try {
    text = JSON.stringify(value) ?? ''
  } catch {
    // Nested too deep to be written again.
    return REDACTED
  }
  const clean = redact(text, secrets)
  if (clean === text) return value
  try {
    return JSON.parse(clean) as T
  } catch {
    // A secret such as `1` is found outside of the strings, too.
    return clean
  }
}

/** An error of the runtime: `code` is the system's, such as `ECONNREFUSED`. */
export interface Cause extends Error {
  code?: string
  cause?: Cause | undefined
}

/**
 * A copy of whatever was thrown, that has nothing but message, code and causes, and no credential in them. Never throws.
 */
export function harmless(thrown: unknown, secrets: readonly unknown[], depth = 0): Cause {
  try {
    const { message, code, cause } = Object(thrown) as Partial<Record<keyof Cause, unknown>>
    const clean = (text: unknown) => redact(String(text), secrets).replace(TOKEN, REDACTED)
    const copy = new Error(clean(message ?? thrown)) as Cause
    if (cause && depth < 4) copy.cause = harmless(cause, secrets, depth + 1)
    if (code) copy.code = clean(code)
    return copy
  } catch {
    return new Error('an error that cannot be read') as Cause
  }
}

/** A text as it is, in lower case, and as it stands in a URL, in JSON and in base64, where that differs. */
function formsOf(secret: string): Set<string> {
  const forms = new Set([secret, JSON.stringify(secret).slice(1, -1), secret.toLowerCase()])
  try {
    forms.add(encodeURIComponent(secret))
  } catch {
    // A lone surrogate has no percent-encoded form.
  }
  try {
    // The user of a Basic header, then the same with anything behind it, up to the last whole group of three.
    forms.add(btoa(`${secret}:`)).add(btoa(secret))
    forms.add(btoa(secret.slice(0, secret.length - (secret.length % 3))))
  } catch {
    // Characters beyond Latin-1 have no base64 form.
  }
  return forms
}
