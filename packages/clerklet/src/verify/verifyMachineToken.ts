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
import { MachineTokenVerificationError } from './errors.ts'
import { machineType } from './machine/kinds.ts'
import type { MachinePayloads } from './machine/payloads.ts'
import { verifyMachine } from './machine/verifyMachine.ts'
import type { AuthenticateContext, AuthenticateRequestOptions } from './options.ts'
import { checkContext } from './token/checkContext.ts'
import { decodedJwt } from './token/decodedJwt.ts'
import type { MachineTokenType } from './token/kind.ts'

/**
 * Options of {@link verifyMachineToken}. Each field replaces the field of the context with the same name. There are no
 * `authorizedParties`, because machine tokens have no `azp`.
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

/** The kind of a machine token, and its verified payload. */
export type VerifiedMachineToken = {
  [T in MachineTokenType]: { type: T; payload: MachinePayloads[T] }
}[MachineTokenType]

/**
 * Verifies an API key, an M2M token or an OAuth access token. A JWT is verified with the keys of the instance, an opaque token
 * by the API.
 *
 * `POST /api_keys/verify`, `POST /m2m_tokens/verify` (sent with `machineSecretKey`, if there is one) and
 * `POST /oauth_applications/access_tokens/verify`
 *
 * @example
 * const { type, payload } = await verifyMachineToken(ctx, token, { audience: 'https://api.example.com' })
 *
 * @throws {MachineTokenVerificationError} when the token is refused or cannot be verified. `code` is the reason, `status` the
 *   status of the API's response.
 * @throws {ClerkConfigError} when no key is set that can verify this kind of token: `jwtKey` or `secretKey` for a JWT,
 *   `machineSecretKey` or `secretKey` for an opaque M2M token, `secretKey` for any other opaque token. Also when a key,
 *   `baseUrl`, `apiVersion` or a header of the context is malformed, and when an option is unknown or of the wrong type.
 */
export async function verifyMachineToken(
  ctx: AuthenticateContext,
  token: string,
  options?: VerifyMachineTokenOptions,
): Promise<VerifiedMachineToken> {
  const config = configured(ctx, options, OPTIONS)
  await checkContext(config)
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
  // A cast, because TypeScript cannot tell that the payload is of the kind `type`.
  return { type, payload } as VerifiedMachineToken
}
