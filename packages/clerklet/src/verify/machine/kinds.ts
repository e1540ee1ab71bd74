import type { DecodedToken } from '../token/decodeToken.ts'
import { isJwt, type MachineTokenType, machineJwtType } from '../token/kind.ts'

/** The prefix of an opaque token of each kind, its name, and the operation, the route and the field that verify it. */
export const KINDS = {
  api_key: {
    prefix: 'ak_',
    name: 'API key',
    operation: 'verifyApiKey',
    route: '/api_keys',
    field: 'secret',
  },
  m2m_token: {
    prefix: 'mt_',
    name: 'M2M token',
    operation: 'verifyM2mToken',
    route: '/m2m_tokens',
    field: 'token',
  },
  oauth_token: {
    prefix: 'oat_',
    name: 'OAuth access token',
    operation: 'verifyOAuthAccessToken',
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
