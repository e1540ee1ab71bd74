import type { DecodedToken } from '../token/decodeToken.ts'
import { isJwt, type MachineTokenType, machineJwtType } from '../token/kind.ts'

/** The prefix of an opaque token of each kind, its name, and the route and field that verify it. */
export const KINDS = {
  api_key: { prefix: 'ak_', name: 'API key', route: '/api_keys', field: 'secret' },
  m2m_token: { prefix: 'mt_', name: 'M2M token', route: '/m2m_tokens', field: 'token' },
  oauth_token: {
    prefix: 'oat_',
    name: 'OAuth access token',
    route: '/oauth_applications/access_tokens',
    field: 'access_token',
  },
}

/** Which kind of machine token this is, if any. `decoded` is the token decoded, when it is a JWT. */
export function machineType(
  token: string,
  decoded: DecodedToken | undefined,
): MachineTokenType | undefined {
  if (typeof token !== 'string') return undefined
  const kinds = Object.keys(KINDS) as MachineTokenType[]
  const opaque = kinds.find((kind) => token.startsWith(KINDS[kind].prefix))
  const claimed = decoded && machineJwtType(decoded)
  // `decoded` may be padded, a machine token may not.
  return opaque ?? (claimed && isJwt(token) ? claimed : undefined)
}
