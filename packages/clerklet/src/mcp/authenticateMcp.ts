import type { Context } from '../core/context.ts'
import type { ReceivedRequest } from '../core/receivedHeaders.ts'
import { configured, requireSecretKey } from '../instance/configuration.ts'
import {
  ISSUER,
  JWT_KEY,
  MILLISECONDS,
  type OptionKinds,
  SECRET_KEY,
  TRUE_OR_FALSE,
} from '../instance/optionKinds.ts'
import { machineAuth, type OAuthAuth } from '../verify/auth/machineAuth.ts'
import { MachineTokenVerificationError } from '../verify/errors.ts'
import { machineType } from '../verify/machine/kinds.ts'
import type { OAuthTokenPayload } from '../verify/machine/payloads.ts'
import { verifyMachine } from '../verify/machine/verifyMachine.ts'
import { checkContext } from '../verify/token/checkContext.ts'
import { decodedJwt } from '../verify/token/decodedJwt.ts'
import { failure } from '../verify/token/failure.ts'
import { receivedToken } from '../verify/token/headerToken.ts'
import { MCP_OPTIONS, type McpOptions, requireResource } from './options.ts'
import { forbidden, refused, signedOut } from './refusals.ts'
import { isFor } from './resource.ts'

/** The context of {@link authenticateMcp}. It has no `audience`: the audience of a token is always the resource. */
export interface McpContext extends Context {
  /** The issuer of a JWT: the Frontend API of the instance. Default: not checked, since the key belongs to one instance. */
  issuer?: string | readonly string[] | undefined
  /** Milliseconds by which clocks may differ. Default: 5 000. */
  clockSkewInMs?: number | undefined
  /** Whether the keys of the instance are loaded again for each JWT. Default: `false`. */
  skipJwksCache?: boolean | undefined
}

/** The caller as `AuthInfo` of `@modelcontextprotocol/sdk`, which passes this object to tools. */
export interface McpAuthInfo {
  /** The token as presented. */
  token: string
  clientId: string
  scopes: string[]
  /** The time of expiry, in epoch seconds. */
  expiresAt?: number
  /** The resource that the token was issued for. */
  resource: URL
  extra: { userId: string }
}

/** The result of {@link authenticateMcp}: the caller, or the response to a refused request. */
export type McpAuthentication =
  | { auth: OAuthAuth; authInfo: McpAuthInfo; response: null }
  | { auth: null; authInfo: null; response: Response }

type Fields = Pick<
  McpContext,
  'secretKey' | 'jwtKey' | 'issuer' | 'clockSkewInMs' | 'skipJwksCache'
>

const FIELDS: OptionKinds<Fields> = {
  secretKey: SECRET_KEY,
  jwtKey: JWT_KEY,
  issuer: ISSUER,
  clockSkewInMs: MILLISECONDS,
  skipJwksCache: TRUE_OR_FALSE,
}

/**
 * Authenticates a request to an MCP server by the OAuth access token in its `Authorization` header, opaque or a JWT. The token
 * must have been issued for `resource`: its `aud` contains the URL of the resource, with or without a slash at the end.
 *
 * Clerk puts `aud` into tokens when `aud_claim_enabled` is set in the OAuth settings of the instance
 * (`updateInstanceOAuthApplicationSettings`) and the client sends the parameter `resource`, as MCP clients do.
 *
 * | response | when | `WWW-Authenticate` |
 * |---|---|---|
 * | 401 | no token | the URL of the metadata, and the scopes |
 * | 401 | a token that is not accepted | the same, with `error="invalid_token"` |
 * | 403 | a scope is missing | the same, with `error="insufficient_scope"` |
 * | 503 | the token could not be verified because of an outage | none |
 *
 * `POST /oauth_applications/access_tokens/verify` for an opaque token; a JWT is verified with `jwtKey` or the keys of the
 * instance.
 *
 * @see {@link https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization MCP}
 *
 * @param request A `Request`, or an object with the `headers` that Node, a framework or AWS Lambda passes.
 *
 * @example
 * const resource = 'https://mcp.example.com/mcp'
 * const { authInfo, response } = await authenticateMcp(ctx, request, { resource, scopes: ['email'] })
 * if (response) return response
 * return transport.handleRequest(request, { authInfo })
 *
 * @throws {ClerkConfigError} when `secretKey` or `resource` is missing or malformed, when `jwtKey`, `baseUrl`, `apiVersion` or a
 *   header of the context is malformed, when an option is unknown or of the wrong type, and when the request has no headers.
 */
export async function authenticateMcp(
  ctx: McpContext,
  request: ReceivedRequest,
  options: McpOptions,
): Promise<McpAuthentication> {
  const given = configured<Partial<McpOptions>>({}, options, MCP_OPTIONS)
  const resource = requireResource(given.resource)
  const scopes = given.scopes ?? []
  const config = configured(ctx, {}, FIELDS)
  requireSecretKey(config)
  await checkContext(config)

  const challenge = { resource, scopes }
  const token = receivedToken(request)
  if (!token) return answered(signedOut(challenge))
  const decoded = decodedJwt(token)
  if (machineType(token, decoded) !== 'oauth_token') {
    return answered(refused(challenge, 'token-type-mismatch', NOT_OAUTH))
  }
  let payload: OAuthTokenPayload
  try {
    // The audience is checked below. A cast, because the payload depends on the kind of the token.
    payload = (await verifyMachine(
      { ...config, machineAudience: [] },
      token,
      'oauth_token',
      decoded,
    )) as OAuthTokenPayload
  } catch (error) {
    return answered(refused(challenge, reasonOf(error)))
  }
  const { aud, scopes: granted, expiration, client_id, subject } = payload
  if (!aud) return answered(refused(challenge, 'token-verification-failed', WITHOUT_AUDIENCE))
  if (!isFor(resource, aud)) {
    return answered(refused(challenge, 'token-verification-failed', OTHER_AUDIENCE))
  }
  if (!scopes.every((scope) => granted.includes(scope))) return answered(forbidden(challenge))
  return {
    auth: machineAuth('oauth_token', payload, token),
    authInfo: {
      token,
      clientId: client_id,
      scopes: granted,
      ...(expiration !== null && { expiresAt: Math.floor(expiration / 1000) }),
      resource,
      extra: { userId: subject },
    },
    response: null,
  }
}

// ASCII only, because these messages are also sent in a header.

const NOT_OAUTH = 'The request carries no OAuth access token of this instance.'
const WITHOUT_AUDIENCE =
  'The token names no resource: its aud is missing. Set aud_claim_enabled of the instance with updateInstanceOAuthApplicationSettings, and let the client send the parameter resource.'
const OTHER_AUDIENCE = 'The token was issued for another resource.'

function answered(response: Response): McpAuthentication {
  return { auth: null, authInfo: null, response }
}

function reasonOf(error: unknown): string {
  return error instanceof MachineTokenVerificationError ? error.code : failure(error).reason
}
