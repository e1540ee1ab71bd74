import type { AuthenticateContext } from '../options.ts'
import type { DecodedToken } from '../token/decodeToken.ts'
import type { MachineTokenType } from '../token/kind.ts'
import { askApi } from './askApi.ts'
import type { MachinePayloads } from './payloads.ts'
import { verifyMachineJwt } from './verifyMachineJwt.ts'

/**
 * Verifies a machine token of the kind `type`, and returns its payload. A JWT is verified with the keys of the instance, an
 * opaque token by the API.
 *
 * @throws {MachineTokenVerificationError} when the token is refused or cannot be verified.
 * @throws {ClerkConfigError} when the context is not valid.
 */
export function verifyMachine(
  ctx: AuthenticateContext,
  token: string,
  type: MachineTokenType,
  decoded: DecodedToken | undefined,
): Promise<MachinePayloads[MachineTokenType]> {
  return decoded ? verifyMachineJwt(ctx, decoded, type) : askApi(ctx, token, type)
}
