import type { ClerkApiError } from '../errors.ts'
import { callApi } from './api.ts'
import { checkClaims } from './checkClaims.ts'
import { type DecodedToken, decodeToken, isTooLong } from './decode.ts'
import { MachineTokenVerificationError, TokenVerificationError } from './errors.ts'
import {
  hasCategory,
  isJwt,
  type MachineTokenType,
  machineJwtType,
  OAUTH_HEADER_TYPES,
} from './kind.ts'
import type { AuthenticateContext } from './options.ts'
import { verifySignature } from './signature.ts'

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

/** Which kind of machine token this is, if any. Not verified: good for deciding how to verify it. */
export function machineTokenType(token: string): MachineTokenType | undefined {
  return machineType(token, decodedJwt(token))
}

/** The same of a token that is decoded if it can be. */
export function machineType(
  token: string,
  decoded: DecodedToken | undefined,
): MachineTokenType | undefined {
  const kinds = Object.keys(KINDS) as MachineTokenType[]
  const opaque = kinds.find((kind) => token.startsWith(KINDS[kind].prefix))
  const claimed = decoded && machineJwtType(decoded)
  // What is verified may be padded, what is a machine token may not.
  return opaque ?? (claimed && isJwt(token) ? claimed : undefined)
}

function decodedJwt(token: string): DecodedToken | undefined {
  try {
    return decodeToken(token)
  } catch {
    return undefined
  }
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
 * const { type, payload } = await verifyMachineToken(ctx, token)
 *
 * @throws {MachineTokenVerificationError} `token-invalid` when the token does not hold; `code` tells which, `status` what the API answered.
 */
export async function verifyMachineToken(
  ctx: AuthenticateContext,
  token: string,
): Promise<VerifiedMachineToken> {
  const decoded = decodedJwt(token)
  const type = machineType(token, decoded)
  if (!type) {
    throw new MachineTokenVerificationError(
      decoded ? 'token-verification-failed' : 'token-invalid',
      'This is not a machine token.',
    )
  }
  const payload = await verifyMachine(ctx, token, type, decoded)
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
      key: (type === 'm2m_token' && ctx.machineSecretKey) || ctx.secretKey,
    })
  } catch (error) {
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
  if (active === false || revoked || expired || typeof subject !== 'string') {
    throw new MachineTokenVerificationError(
      'token-invalid',
      `${name} is revoked, expired or inactive.`,
      200,
    )
  }
  return payload
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
    audience: ctx.machineAudience ?? ctx.audience,
    authorizedParties: undefined,
  }
  try {
    await verifySignature(config, decoded)
    checkClaims(config, decoded.payload)
    if (!isM2m) requireAudience(decoded.payload.aud, config.audience)
  } catch (error) {
    if (!(error instanceof TokenVerificationError)) throw error
    throw new MachineTokenVerificationError('token-verification-failed', error.fullMessage)
  }
  return payloadOf(decoded.payload, isM2m)
}

/** An access token for nobody in particular is not for us: unlike sessions, these are issued for one resource server. */
function requireAudience(aud: unknown, audience: string | string[] | undefined): void {
  if ([audience].flat().some(Boolean) && ![aud].flat().some(Boolean)) {
    throw new TokenVerificationError('token-verification-failed', 'The claim aud is missing.')
  }
}

function payloadOf(
  claims: Record<string, unknown>,
  isM2m: boolean,
): M2mTokenPayload | OAuthTokenPayload {
  const { iss: _iss, sub, exp, nbf: _nbf, iat, jti, ...own } = claims
  const { scopes, aud, scp, scope, client_id } = own
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
        scopes: words(scopes) ?? strings(aud),
        claims: Object.keys(own).length ? own : null,
      }
    : {
        object: 'clerk_idp_oauth_access_token',
        ...common,
        client_id: text(client_id),
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
