const REDACTED = '[redacted]'

/**
 * Recognises credentials by their form: a word with a digit after `Bearer`, and secret keys of instances. The pattern does not
 * begin with `\b`, because in JSON a key may follow an escaped line break: `\nsk_test_…`.
 */
const CREDENTIAL = /Bearer\s+(?=[\w.~+/-]*\d)[\w.~+/=-]+|sk_(test|live)_\w+/gi

/**
 * Matches bearer tokens, secret keys, API keys, M2M and OAuth access tokens, JWTs, and also some ids. Used only for texts in
 * which ids may be redacted.
 */
const TOKEN = /\bBearer\s+[\w.~+/=-]+|\b(sk|ak|mt|oat)_[\w.=-]+|\beyJ[\w.=-]+/g

/**
 * Replaces the given secrets and other credentials in a text. A secret is also replaced in lower case, percent-encoded, escaped
 * for JSON and in base64.
 */
export function redact(text: string, secrets: readonly unknown[]): string {
  let clean = text
  for (const secret of secrets) {
    if (typeof secret !== 'string' || !secret) continue
    for (const form of formsOf(secret)) if (form) clean = clean.replaceAll(form, REDACTED)
  }
  return clean.replace(CREDENTIAL, REDACTED)
}

/**
 * Like `redact`, and also replaces API keys, M2M and OAuth access tokens, and JWTs. For headers, codes in error responses, and
 * the messages of errors from outside this package.
 */
export function redactTokens(text: string, secrets: readonly unknown[]): string {
  return redact(text, secrets).replace(TOKEN, REDACTED)
}

/** Like `redact`, for any JSON value and its keys. A value without secrets is returned unchanged. */
export function redactJson<T>(value: T, secrets: readonly unknown[]): T | string {
  let text: string
  try {
    text = JSON.stringify(value) ?? ''
  } catch {
    // The value is nested too deeply to be serialised.
    return REDACTED
  }
  const clean = redact(text, secrets)
  if (clean === text) return value
  try {
    return JSON.parse(clean) as T
  } catch {
    // A secret such as `1` also occurs outside of strings. The redacted text is then not JSON.
    return clean
  }
}

/** Whether a secret is so long that redacting it does not damage unrelated words. */
export function isRedactable(secret: string): boolean {
  return secret.length >= 8
}

/** An error of the runtime. `code` is its error code, such as `ECONNREFUSED`. */
export interface Cause extends Error {
  code?: string
  cause?: Cause | undefined
}

/** Makes an error with only the message, the code and up to four causes of a thrown value, without credentials. Never throws. */
export function harmless(thrown: unknown, secrets: readonly unknown[], depth = 0): Cause {
  try {
    const { message, code, cause, errors } = Object(thrown) as Record<string, unknown>
    const clean = (text: unknown) => redactTokens(String(text), secrets)
    const copy = new Error(clean(message || textOf(errors) || (message ?? thrown))) as Cause
    // Replaces the stack, whose frames would be those of this function.
    copy.stack = `${copy}`
    if (cause && depth < 4) copy.cause = harmless(cause, secrets, depth + 1)
    if (code) copy.code = clean(code)
    return copy
  } catch {
    return new Error('an error that cannot be read') as Cause
  }
}

/** Joins up to four messages of an `AggregateError`, which has no own message when a runtime has tried several addresses. */
function textOf(errors: unknown): string {
  if (!Array.isArray(errors)) return ''
  return errors
    .slice(0, 4)
    .map((error) => error?.message)
    .filter(Boolean)
    .join(', ')
}

/** Returns the first code in the chain of causes, such as `ECONNREFUSED`; undefined when no error has a code. */
export function codeOf({ code, cause }: Cause): string | undefined {
  return code ?? (cause && codeOf(cause))
}

/** Joins the messages of an error and its causes on one line, and adds the code unless a message contains the code. */
export function messageOf(error: Cause): string {
  const messages = new Set<string>()
  for (let cause: Cause | undefined = error; cause; cause = cause.cause) {
    // Removes line breaks, because the messages of TLS errors end with a line break.
    if (cause.message) messages.add(cause.message.trim().replace(/\s+/g, ' '))
  }
  const text = [...messages].join(': ')
  const code = codeOf(error)
  return code && !text.includes(code) ? `${text} (${code})` : text
}

/** Returns a secret as given, in lower case, and as encoded in a URL, in JSON and in base64. */
function formsOf(secret: string): Set<string> {
  const forms = new Set([secret, JSON.stringify(secret).slice(1, -1), secret.toLowerCase()])
  try {
    forms.add(encodeURIComponent(secret))
  } catch {
    // A lone surrogate has no percent-encoded form.
  }
  try {
    // Base64 of `secret:` (Basic header) and of the secret alone. The third form finds the secret at the beginning of a longer
    // text: it omits an incomplete group of three bytes, whose encoding depends on the bytes that follow.
    forms.add(btoa(`${secret}:`)).add(btoa(secret))
    forms.add(btoa(secret.slice(0, secret.length - (secret.length % 3))))
  } catch {
    // Characters beyond Latin-1 have no base64 form.
  }
  return forms
}
