import type { Context, JwtKey } from '../core/context.ts'
import {
  ISSUER,
  JWT_KEY,
  MILLISECONDS,
  type OptionKinds,
  ORIGINS,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  TEXT,
  TEXT_OR_TEXTS,
  TRUE_OR_FALSE,
} from '../instance/optionKinds.ts'
import type { FrontendApiOptions } from '../instance/parsePublishableKey.ts'
import type { JwksOptions } from './token/jwksCache.ts'
import type { MachineTokenType, TokenType } from './token/kind.ts'
import type { TokenCache } from './token/tokenCache.ts'

/** Options of {@link verifyToken}. Each field replaces the field of the context with the same name. */
export interface VerifyTokenOptions extends JwksOptions, FrontendApiOptions {
  /**
   * When neither `jwtKey` nor `secretKey` is set, the keys are loaded from the Frontend API that this key names. Never derive
   * this key from a request, such as from its host: the sender could then choose the keys.
   */
  publishableKey?: string | undefined
  secretKey?: string | undefined
  /** The public key of the instance: PEM, a JWK or a JWKS. With this key, JWTs are verified without network access. */
  jwtKey?: JwtKey | undefined
  /** The audience that the token must have. An empty list accepts any. Not checked when the token has no `aud`. */
  audience?: string | readonly string[] | undefined
  /** The origins that the claim `azp` may have, such as `https://example.com`; compared exactly. An empty list accepts any. */
  authorizedParties?: readonly string[] | undefined
  /**
   * The issuer of the token: the Frontend API of the instance, such as `https://clerk.example.com`, compared exactly. When it
   * is set, a token without `iss` is refused. Not checked by default, since the key belongs to one instance. With
   * `publishableKey` as the only key, the default is the Frontend API or its proxy.
   */
  issuer?: string | readonly string[] | undefined
  /** Milliseconds by which clocks may differ. Default: 5 000. */
  clockSkewInMs?: number | undefined
  /** The `typ` that the header of the token must have. By default, `typ` must be `JWT` or absent. */
  headerType?: string | readonly string[] | undefined
}

/** The type of each option in {@link VerifyTokenOptions}. */
export const VERIFY_TOKEN_OPTIONS: OptionKinds<VerifyTokenOptions> = {
  secretKey: SECRET_KEY,
  jwtKey: JWT_KEY,
  publishableKey: PUBLISHABLE_KEY,
  proxyUrl: TEXT,
  domain: TEXT,
  isSatellite: TRUE_OR_FALSE,
  audience: TEXT_OR_TEXTS,
  authorizedParties: ORIGINS,
  issuer: ISSUER,
  clockSkewInMs: MILLISECONDS,
  headerType: TEXT_OR_TEXTS,
  skipJwksCache: TRUE_OR_FALSE,
}

/**
 * The paths that activate an organization or the personal account, in the syntax of path-to-regexp 6.3: `/orgs/:slug`,
 * `/orgs/:id/(.*)`.
 *
 * Patterns that cannot be matched in linear time are refused. In a group, a quantifier may only follow a single character or
 * class. Lookarounds and backreferences are not supported.
 */
export interface OrganizationSyncOptions {
  /** Paths that contain the `:id` or the `:slug` of the organization. When a path has an id and a slug, the id is used. */
  organizationPatterns?: readonly string[] | undefined
  /** Paths of the personal account. */
  personalAccountPatterns?: readonly string[] | undefined
}

/** The kinds of token that a route accepts. */
export type AcceptsToken = TokenType | readonly TokenType[] | 'any'

/** Options of {@link authenticateRequest}. They may also be set on the context. An option replaces the field of the context. */
export interface AuthenticateRequestOptions<Accepts extends AcceptsToken = AcceptsToken>
  extends VerifyTokenOptions {
  machineSecretKey?: string | undefined
  /** The kinds of token to accept. Machine tokens are read from the `Authorization` header only. Default: `session_token`. */
  acceptsToken?: Accepts | undefined
  /**
   * The audience of OAuth access tokens and of M2M tokens that are JWTs. The `aud` of an OAuth access token must contain one of
   * the values; an M2M token may have no `aud`. API keys and opaque M2M tokens have no audience. An empty list accepts any.
   * Default: `audience`.
   */
  machineAudience?: string | readonly string[] | undefined
  /** Whether the route is an API. If so, a request that would be redirected is signed out, with the reason of the redirect. */
  api?: boolean | undefined
  /** The URL of the sign-in page. Required for satellites of development instances, which synchronise through this page. */
  signInUrl?: string | undefined
  /** Whether a satellite without session cookies synchronises with its primary domain at once. Default: `false`. */
  satelliteAutoSync?: boolean | undefined
  /** Caches verified session tokens, which a browser sends many times before they expire. */
  tokenCache?: TokenCache | undefined
  /** The paths that activate an organization or the personal account. */
  organizationSyncOptions?: OrganizationSyncOptions | undefined
}

/** The context of {@link authenticateRequest}. It may also contain the options. */
export interface AuthenticateContext
  extends Context,
    Omit<AuthenticateRequestOptions, keyof Context> {}

/** Whether a kind of token is accepted. */
export function accepts(accepted: AcceptsToken, type: TokenType): boolean {
  return isList(accepted) ? accepted.includes(type) : accepted === 'any' || accepted === type
}

/** Returns `accepted` when it is a single kind of machine token, and not a list; otherwise undefined. */
export function onlyMachine(accepted: AcceptsToken): MachineTokenType | undefined {
  return isList(accepted) || accepted === 'any' || accepted === 'session_token'
    ? undefined
    : accepted
}

export function isList(accepted: AcceptsToken): accepted is readonly TokenType[] {
  return Array.isArray(accepted)
}
