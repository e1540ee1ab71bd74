import { callApi } from '../../core/callApi.ts'
import {
  ClerkApiError,
  ClerkConfigError,
  ClerkNetworkError,
  ClerkResponseError,
} from '../../core/errors.ts'
import { MachineTokenVerificationError } from '../errors.ts'
import type { AuthenticateContext } from '../options.ts'
import { isTooLong } from '../token/isTooLong.ts'
import type { MachineTokenType } from '../token/kind.ts'
import { requireAudience } from './audience.ts'
import { KINDS } from './kinds.ts'
import { bindings } from './oauthBindings.ts'
import type { MachinePayloads, OAuthTokenPayload } from './payloads.ts'

/** Verifies an opaque token by a call of the API, and returns its payload. */
export async function askApi(
  ctx: AuthenticateContext,
  token: string,
  type: MachineTokenType,
): Promise<MachinePayloads[MachineTokenType]> {
  const { name, operation, route, field } = KINDS[type]
  if (isTooLong(token)) {
    throw new MachineTokenVerificationError('token-invalid', `${name} is longer than 64 kB.`)
  }
  let payload: MachinePayloads[MachineTokenType] & { active?: boolean }
  try {
    payload = await callApi(ctx, {
      operation,
      path: { route: `${route}/verify`, encoded: `${route}/verify` },
      body: { [field]: token },
      tokens: [token],
      key: type === 'm2m_token' ? 'machine-or-secret' : 'secret',
    })
  } catch (error) {
    if (error instanceof ClerkConfigError) throw error
    const { status, errors } = error as Partial<ClerkApiError>
    if (status === 404) {
      throw new MachineTokenVerificationError('token-invalid', `${name} not found.`, status)
    }
    // The token is the only param, so a refused param is the token.
    if (status === 400 || status === 422) {
      throw new MachineTokenVerificationError('token-invalid', `${name} is malformed.`, status)
    }
    // Only the error for a 401 contains the message of the API: for other statuses, the message may quote the token.
    throw status === 401
      ? new MachineTokenVerificationError(
          'secret-key-invalid',
          errors?.[0]?.message?.slice(0, 80) ?? 'ctx.secretKey is not valid.',
          status,
        )
      : new MachineTokenVerificationError(
          'unexpected-error',
          `${name} could not be verified: ${problemOf(error)}.`,
          status,
        )
  }
  // The API responds with 200 for some tokens that are no longer valid.
  const { active, revoked, expired, subject } = payload
  if (active === false || revoked || expired || typeof subject !== 'string' || !subject) {
    throw new MachineTokenVerificationError(
      'token-invalid',
      `${name} is revoked, expired or inactive.`,
      200,
    )
  }
  const scopes = scopesOf(payload)
  if (!scopes) throw malformed(name, 'scopes')
  if (type !== 'oauth_token') return { ...payload, scopes }
  // A cast, because TypeScript does not narrow the payload by `type`, which is `oauth_token` here.
  const { aud, act, ...known } = payload as OAuthTokenPayload
  if (typeof known.client_id !== 'string') throw malformed(name, 'client_id')
  requireAudience(ctx, type, aud, 200)
  return {
    ...known,
    scopes,

    expiration: inMilliseconds(known.expiration),
    created_at: inMilliseconds(known.created_at),
    updated_at: inMilliseconds(known.updated_at),
    ...bindings(aud, act),
  }
}

/**
 * Returns the scopes of a payload: an empty list when `scopes` is missing, and undefined when `scopes` is not a list of strings.
 * A string is not accepted, because `scopes.includes(scope)` would also match a part of a scope.
 */
function scopesOf({ scopes }: { scopes?: unknown }): string[] | undefined {
  const list: unknown = scopes ?? []
  const isList = Array.isArray(list) && list.every((scope) => typeof scope === 'string')
  return isList ? list : undefined
}

function malformed(name: string, field: string): MachineTokenVerificationError {
  return new MachineTokenVerificationError(
    'unexpected-error',
    `${name} could not be verified: the field ${field} of the response is malformed.`,
    200,
  )
}

/** Describes the error of a call that did not verify the token. */
function problemOf(error: unknown): string {
  if (error instanceof ClerkNetworkError) return error.message
  if (error instanceof ClerkApiError) return `the response has the status ${error.status}`
  if (error instanceof ClerkResponseError) {
    return 'the response is not a JSON object'
  }
  // Only the name: the message of an error from outside this package may quote a secret.
  return `unexpected ${(error as Error)?.name ?? 'error'}`
}

/** Converts a time of an OAuth access token to milliseconds. The API sends seconds, which are below 1e11, or milliseconds. */
function inMilliseconds<T>(time: T): T | number {
  return typeof time === 'number' && time < 1e11 ? time * 1000 : time
}
