import { callApi } from '../core/callApi.ts'
import { type ClerkApiError, ClerkConfigError } from '../core/errors.ts'
import {
  configured,
  requireKey,
  requireMachineKey,
  requireSecretKey,
} from '../instance/configuration.ts'
import {
  ISSUER,
  JWT_KEY,
  MACHINE_SECRET_KEY,
  MILLISECONDS,
  type OptionKinds,
  SECRET_KEY,
  TEXT_OR_TEXTS,
  TRUE_OR_FALSE,
} from '../instance/optionKinds.ts'
import { type DecodedToken, decodeToken, isObject, isTooLong } from './decodeToken.ts'
import { MachineTokenVerificationError, TokenVerificationError } from './errors.ts'
import type { AuthenticateContext, AuthenticateRequestOptions } from './options.ts'
import { checkClaims } from './token/checkClaims.ts'
import {
  hasCategory,
  isJwt,
  type MachineTokenType,
  machineJwtType,
  OAUTH_HEADER_TYPES,
} from './token/kind.ts'
import { verifySignature } from './token/signature.ts'

interface MachineTokenBase {
  id: string
  /** Who the token stands for. */
  subject: string
  scopes: string[]
  revoked: boolean
  revocation_reason: string | null
  expired: boolean
  /** Milliseconds since the epoch. */
  expiration: number | null
  /** Milliseconds since the epoch. */
  created_at: number
  /** Milliseconds since the epoch. */
  updated_at: number
}

/** An API key, as the API describes it. The subject is a user (`user_…`) or an organization (`org_…`). */
export interface ApiKeyPayload extends MachineTokenBase {
  object: 'api_key'
  type: string
  name: string
  description?: string | null
  claims: Record<string, unknown> | null
  created_by: string | null
  last_used_at: number | null
}

/** A machine-to-machine token, as the API describes it, or as read from the JWT. The subject is the sender (`mch_…`). */
export interface M2mTokenPayload extends MachineTokenBase {
  object: 'machine_to_machine_token'
  claims: Record<string, unknown> | null
  last_used_at?: number | null
}

/** An OAuth access token, as the API describes it, or as read from the JWT. The subject is a user (`user_…`). */
export interface OAuthTokenPayload extends MachineTokenBase {
  object: 'clerk_idp_oauth_access_token'
  client_id: string
  /** The resource servers that it was issued for. Absent when it names none, or anything but texts. */
  aud?: string[] | undefined
  /**
   * Who acts for the subject (RFC 8693, section 4.1). Only this actor counts for access; an `act` in it says who acted before.
   */
  act?: OAuthActor | undefined
}

/** Who acts for the subject of an OAuth access token. */
export interface OAuthActor {
  sub: string
  [claim: string]: unknown
}

/** What is known of each kind of machine token. */
export interface MachinePayloads {
  api_key: ApiKeyPayload
  m2m_token: M2mTokenPayload
  oauth_token: OAuthTokenPayload
}

/** How an opaque token of each kind begins, what it is called, and how the API is asked about it. */
const KINDS = {
  api_key: { prefix: 'ak_', name: 'API key', route: '/api_keys', field: 'secret' },
  m2m_token: { prefix: 'mt_', name: 'M2M token', route: '/m2m_tokens', field: 'token' },
  oauth_token: {
    prefix: 'oat_',
    name: 'OAuth access token',
    route: '/oauth_applications/access_tokens',
    field: 'access_token',
  },
}

/** The same of a token that is decoded if it can be. */
export function machineType(
  token: string,
  decoded: DecodedToken | undefined,
): MachineTokenType | undefined {
  if (typeof token !== 'string') return undefined
  const kinds = Object.keys(KINDS) as MachineTokenType[]
  const opaque = kinds.find((kind) => token.startsWith(KINDS[kind].prefix))
  const claimed = decoded && machineJwtType(decoded)
  // What is verified may be padded, what is a machine token may not.
  return opaque ?? (claimed && isJwt(token) ? claimed : undefined)
}

export function decodedJwt(token: string): DecodedToken | undefined {
  try {
    return decodeToken(token)
  } catch {
    return undefined
  }
}

/**
 * What {@link verifyMachineToken} takes. Each field wins over the same one of the context. `authorizedParties` are not among
 * them: they are about browsers, and machine tokens have no `azp`.
 */
export type VerifyMachineTokenOptions = Pick<
  AuthenticateRequestOptions,
  | 'secretKey'
  | 'machineSecretKey'
  | 'jwtKey'
  | 'audience'
  | 'machineAudience'
  | 'issuer'
  | 'clockSkewInMs'
  | 'skipJwksCache'
>

const OPTIONS: OptionKinds<VerifyMachineTokenOptions> = {
  secretKey: SECRET_KEY,
  machineSecretKey: MACHINE_SECRET_KEY,
  jwtKey: JWT_KEY,
  audience: TEXT_OR_TEXTS,
  machineAudience: TEXT_OR_TEXTS,
  issuer: ISSUER,
  clockSkewInMs: MILLISECONDS,
  skipJwksCache: TRUE_OR_FALSE,
}

/** What a machine token is, and what it says. */
export type VerifiedMachineToken = {
  [T in MachineTokenType]: { type: T; payload: MachinePayloads[T] }
}[MachineTokenType]

/**
 * Verifies an API key, an M2M token or an OAuth access token: a JWT with the keys of the instance, an opaque one by asking the API.
 *
 * `POST /api_keys/verify`, `POST /m2m_tokens/verify` (sent with `machineSecretKey`, if there is one) and
 * `POST /oauth_applications/access_tokens/verify`
 *
 * @example
 * const { type, payload } = await verifyMachineToken(ctx, token, { audience: 'https://api.example.com' })
 *
 * @throws {MachineTokenVerificationError} when the token is refused or cannot be checked: `code` says why, `status` what the
 *   API answered.
 * @throws {ClerkConfigError} when no key is set that can verify this kind of token: `jwtKey` or `secretKey` for a JWT,
 *   `machineSecretKey` or `secretKey` for an opaque M2M token, `secretKey` for the others; and when an option is unknown or
 *   of the wrong kind.
 */
export async function verifyMachineToken(
  ctx: AuthenticateContext,
  token: string,
  options?: VerifyMachineTokenOptions,
): Promise<VerifiedMachineToken> {
  const config = configured(ctx, options, OPTIONS)
  const decoded = decodedJwt(token)
  const type = machineType(token, decoded)
  if (!type) {
    throw new MachineTokenVerificationError(
      decoded ? 'token-verification-failed' : 'token-invalid',
      'This is not a machine token.',
    )
  }
  if (decoded) requireKey(config)
  else if (type === 'm2m_token') requireMachineKey(config)
  else requireSecretKey(config)
  const payload = await verifyMachine(config, token, type, decoded)
  // Both ways to verify make what belongs to the type.
  return { type, payload } as VerifiedMachineToken
}

/** What a token says whose kind is known, and that is decoded if it can be. */
export function verifyMachine(
  ctx: AuthenticateContext,
  token: string,
  type: MachineTokenType,
  decoded: DecodedToken | undefined,
): Promise<MachinePayloads[MachineTokenType]> {
  return decoded ? verifyJwt(ctx, decoded, type) : ask(ctx, token, type)
}

async function ask(
  ctx: AuthenticateContext,
  token: string,
  type: MachineTokenType,
): Promise<MachinePayloads[MachineTokenType]> {
  const { name, route, field } = KINDS[type]
  if (isTooLong(token)) {
    throw new MachineTokenVerificationError('token-invalid', `${name} is longer than 64 kB.`)
  }
  let payload: MachinePayloads[MachineTokenType] & { active?: boolean }
  try {
    payload = await callApi(ctx, {
      path: { route: `${route}/verify`, encoded: `${route}/verify` },
      body: { [field]: token },
      tokens: [token],
      key: type === 'm2m_token' ? 'machine-or-secret' : 'secret',
    })
  } catch (error) {
    if (error instanceof ClerkConfigError) throw error
    const { status, message, errors } = error as Partial<ClerkApiError>
    if (status === 404) {
      throw new MachineTokenVerificationError('token-invalid', `${name} not found.`, status)
    }
    // What the API says to other statuses may quote the token.
    throw status === 401
      ? new MachineTokenVerificationError(
          'secret-key-invalid',
          errors?.[0]?.message ?? 'ctx.secretKey is not valid.',
          status,
        )
      : new MachineTokenVerificationError(
          'unexpected-error',
          status ? 'Unexpected answer.' : `${message}`,
          status,
        )
  }
  // The API answers 200 for some tokens that no longer hold.
  const { active, revoked, expired, subject } = payload
  if (active === false || revoked || expired || typeof subject !== 'string' || !subject) {
    throw new MachineTokenVerificationError(
      'token-invalid',
      `${name} is revoked, expired or inactive.`,
      200,
    )
  }
  if (type !== 'oauth_token') return payload
  // The route of OAuth access tokens answers these.
  const { aud, act, ...known } = payload as OAuthTokenPayload
  requireAudience(ctx, type, aud, 200)
  return {
    ...known,
    expiration: inMilliseconds(known.expiration),
    created_at: inMilliseconds(known.created_at),
    updated_at: inMilliseconds(known.updated_at),
    ...bindings(aud, act),
  }
}

/** `authorizedParties` are about browsers: machine tokens have no `azp`. */
async function verifyJwt(
  ctx: AuthenticateContext,
  decoded: DecodedToken,
  type: MachineTokenType,
): Promise<MachinePayloads[MachineTokenType]> {
  const isM2m = type === 'm2m_token'
  if (isM2m && !hasCategory(decoded.header, type)) {
    throw new MachineTokenVerificationError('token-invalid', 'The token is of another kind.')
  }
  const config: AuthenticateContext = {
    ...ctx,
    headerType: isM2m ? undefined : OAUTH_HEADER_TYPES,
    // The rule for sessions passes over an aud that is no text; requireAudience does not.
    audience: undefined,
    authorizedParties: undefined,
  }
  try {
    await verifySignature(config, decoded)
    checkClaims(config, decoded.payload)
  } catch (error) {
    if (!(error instanceof TokenVerificationError)) throw error
    throw new MachineTokenVerificationError('token-verification-failed', error.fullMessage)
  }
  requireAudience(ctx, type, decoded.payload.aud)
  return payloadOf(decoded.payload, isM2m)
}

/**
 * Checks `aud` when an audience is expected. An OAuth access token is issued for one resource server, so that its `aud` must
 * name an expected one. An M2M token may name none, and must name an expected one when it names any.
 */
function requireAudience(
  ctx: AuthenticateContext,
  type: MachineTokenType,
  aud: unknown,
  status?: number,
): void {
  const expected = [ctx.machineAudience ?? ctx.audience ?? []].flat()
  if (!expected.length) return
  let named = [aud ?? []].flat()
  if (type === 'm2m_token') {
    named = named.filter((one) => one !== '')
    if (!named.length) return
  }
  if (audienceOf(named)?.some((one) => expected.includes(one))) return
  throw new MachineTokenVerificationError(
    'token-verification-failed',
    `The aud of the token is not among ${JSON.stringify(expected)}.`,
    status,
  )
}

/** The values of an `aud`. Undefined unless it is a non-empty text or a list of them: nothing else is compared. */
function audienceOf(aud: unknown): string[] | undefined {
  const named = [aud].flat()
  const isFilled = (one: unknown): one is string => typeof one === 'string' && one !== ''
  return named.length && named.every(isFilled) ? named : undefined
}

/** What an OAuth access token says of whom it is for and who acts with it, as far as it is of the right kind. */
function bindings(aud: unknown, act: unknown): Pick<OAuthTokenPayload, 'aud' | 'act'> {
  const audience = audienceOf(aud)
  return {
    ...(audience && { aud: audience }),
    ...(isActor(act) && { act }),
  }
}

function isActor(act: unknown): act is OAuthActor {
  return isObject(act) && typeof act.sub === 'string'
}

/** The API gives the times of OAuth access tokens in seconds, and did so in milliseconds: those are above 1e11 since 1973. */
function inMilliseconds<T>(time: T): T | number {
  return typeof time === 'number' && time < 1e11 ? time * 1000 : time
}

function payloadOf(
  claims: Record<string, unknown>,
  isM2m: boolean,
): M2mTokenPayload | OAuthTokenPayload {
  const { iss: _iss, sub, exp, nbf: _nbf, iat, jti, ...own } = claims
  const { scopes, aud, act, scp, scope, client_id } = own
  const issued = typeof iat === 'number' ? iat * 1000 : 0
  const common = {
    id: text(jti),
    subject: `${sub}`,
    revoked: false,
    revocation_reason: null,
    expired: false,
    expiration: Number(exp) * 1000,
    created_at: issued,
    updated_at: issued,
  }
  return isM2m
    ? {
        object: 'machine_to_machine_token',
        ...common,
        scopes: Array.isArray(scopes) ? strings(scopes) : (words(scopes) ?? strings(aud)),
        claims: Object.keys(own).length ? own : null,
      }
    : {
        object: 'clerk_idp_oauth_access_token',
        ...common,
        client_id: text(client_id),
        ...bindings(aud, act),
        scopes: Array.isArray(scp) ? strings(scp) : (words(scope) ?? []),
      }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function words(value: unknown): string[] | undefined {
  return typeof value === 'string' ? value.split(' ') : undefined
}

function strings(value: unknown): string[] {
  return [value].flat().filter((one) => typeof one === 'string')
}
