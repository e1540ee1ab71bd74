import type { Context } from './context.ts'
import { ClerkConfigError } from './errors.ts'
import { chosenKey, type KeyChoice } from './keys.ts'
import { redact } from './redact.ts'
import { VERSION } from './version.ts'

/** The parts of a call's headers that do not come from the context. */
export interface HeaderOptions {
  /** Which key to send. Default: `secret`. */
  key?: KeyChoice | undefined
  /** The media types that the caller can read. */
  accept: string
  /** The media type of the body. Undefined without a body, and for a `FormData`, whose media type the runtime sets. */
  contentType?: string | undefined
  apiVersion?: string | undefined
  idempotencyKey?: string | undefined
  /** The headers of the call. */
  headers?: Record<string, string> | undefined
}

const API_VERSION = '2026-05-12'

/**
 * Makes the headers of a request to Clerk. `ctx.headers` replace the headers of this package with the same name, and
 * `options.headers` replace both. Names are compared without case.
 *
 * Browsers replace the `User-Agent` with their own.
 *
 * @throws {ClerkConfigError} when the key is missing or malformed, when `headers` is not a plain object, or when HTTP does not
 *   allow a name or a value.
 */
export function requestHeaders(ctx: Context, options: HeaderOptions): Headers {
  const { key, accept, contentType, apiVersion, idempotencyKey } = options
  const headers = new Headers()
  const set = (place: string, name: string, value: unknown): void => {
    try {
      // `Headers` would silently remove line breaks around a value.
      if (typeof value !== 'string' || /[\r\n]/.test(value)) throw new TypeError()
      headers.set(name, value)
    } catch {
      // The original error is dropped: it quotes the value, which may be the key.
      throw new ClerkConfigError(
        `A header is not valid HTTP (${redact(place, [ctx.secretKey, ctx.machineSecretKey])}): look for line breaks, characters beyond Latin-1 and values that are not strings`,
      )
    }
  }
  const setAll = (place: string, extra: unknown): void => {
    if (extra === undefined || extra === null) return
    if (typeof extra !== 'object' || Symbol.iterator in extra) {
      throw new ClerkConfigError(
        `${place} must be a plain object of names and values, such as { 'x-name': 'value' }`,
      )
    }
    for (const [name, value] of Object.entries(extra)) {
      if (value !== undefined) set(`${place}, ${name}`, name, value)
    }
  }

  const sentKey = chosenKey(ctx, key)
  if (sentKey) set('the key', 'authorization', `Bearer ${sentKey}`)
  set('accept', 'accept', accept)
  if (contentType) set('contentType', 'content-type', contentType)
  const versionPlace = apiVersion == null ? 'ctx.apiVersion' : 'options.apiVersion'
  set(versionPlace, 'clerk-api-version', apiVersion ?? ctx.apiVersion ?? API_VERSION)
  set('the version', 'user-agent', `clerklet/${VERSION}`)
  if (idempotencyKey) set('idempotencyKey', 'idempotency-key', idempotencyKey)
  setAll('ctx.headers', ctx.headers)
  setAll('options.headers', options.headers)
  return headers
}
