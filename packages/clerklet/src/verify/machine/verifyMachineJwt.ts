import {
  type MachineTokenVerificationCode,
  MachineTokenVerificationError,
  TokenVerificationError,
} from '../errors.ts'
import type { AuthenticateContext } from '../options.ts'
import { checkClaims } from '../token/checkClaims.ts'
import type { DecodedToken } from '../token/decodeToken.ts'
import { hasCategory, type MachineTokenType, OAUTH_HEADER_TYPES } from '../token/kind.ts'
import { type SignatureContext, verifySignature } from '../token/signature.ts'
import { requireAudience } from './audience.ts'
import { bindings } from './oauthBindings.ts'
import type { M2mTokenPayload, MachinePayloads, OAuthTokenPayload } from './payloads.ts'

/**
 * Verifies a machine token that is a JWT, and returns its payload. `authorizedParties` do not apply: machine tokens have no
 * `azp`.
 */
export async function verifyMachineJwt(
  ctx: AuthenticateContext,
  decoded: DecodedToken,
  type: MachineTokenType,
): Promise<MachinePayloads[MachineTokenType]> {
  const isM2m = type === 'm2m_token'
  if (isM2m && !hasCategory(decoded.header, type)) {
    throw new MachineTokenVerificationError('token-invalid', 'The token is of another kind.')
  }
  const config: SignatureContext = {
    ...ctx,
    headerType: isM2m ? undefined : OAUTH_HEADER_TYPES,
    // `requireAudience` checks the audience below, because `checkClaims` would accept an `aud` that is not a string.
    audience: undefined,
    authorizedParties: undefined,
    // Keys that the Frontend API publishes are only used for session tokens.
    frontendKeys: undefined,
  }
  try {
    await verifySignature(config, decoded)
    checkClaims(config, decoded.payload)
  } catch (error) {
    if (!(error instanceof TokenVerificationError)) throw error
    throw new MachineTokenVerificationError(codeOf(error), error.fullMessage)
  }
  requireAudience(ctx, type, decoded.payload.aud)
  return payloadOf(decoded.payload, isM2m)
}

/**
 * Converts a reason to a code. Keeps the reasons for keys that are missing or cannot be loaded, because the token was then
 * neither verified nor refused.
 */
function codeOf({ reason }: TokenVerificationError): MachineTokenVerificationCode {
  switch (reason) {
    case 'jwk-remote-failed-to-load':
    case 'jwk-failed-to-resolve':
    case 'secret-key-invalid':
      return reason
    default:
      return 'token-verification-failed'
  }
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
