import type { DecodedToken } from '../token/decodeToken.ts'
import { isJwt, type MachineTokenType, machineJwtType } from '../token/kind.ts'

/** For each kind of machine token: the prefix of an opaque token, the name in messages, and the call that verifies it. */
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

/** Returns the kind of a machine token; undefined for any other token. `decoded` is the decoded token when it is a JWT. */
export function machineType(
  token: string,
  decoded: DecodedToken | undefined,
): MachineTokenType | undefined {
  if (typeof token !== 'string') return undefined
  const kinds = Object.keys(KINDS) as MachineTokenType[]
  const opaque = kinds.find((kind) => token.startsWith(KINDS[kind].prefix))
  const claimed = decoded && machineJwtType(decoded)
  // `decodeToken` accepts padding, which a machine token may not have.
  return opaque ?? (claimed && isJwt(token) ? claimed : undefined)
}
