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

/** What {@link verifyToken} takes. Each field wins over the same one of the context. */
export interface VerifyTokenOptions extends JwksOptions, FrontendApiOptions {
  /**
   * The keys of the instance are those of its Frontend API, when neither `jwtKey` nor `secretKey` is set. Never take this from
   * a request, such as its host: the sender could then choose the keys.
   */
  publishableKey?: string | undefined
  secretKey?: string | undefined
  /** The public key of the instance: PEM, a JWK or a JWKS. Verifies without network access. */
  jwtKey?: JwtKey | undefined
  /** The audience of the token. Checked when both this and the token's `aud` are set; an empty list accepts any. */
  audience?: string | readonly string[] | undefined
  /**
   * The origins that the token may have been issued to, such as `https://example.com`; compared exactly. An empty list
   * accepts any.
   */
  authorizedParties?: readonly string[] | undefined
  /**
   * Who must have issued the token: the Frontend API of the instance, such as `https://clerk.example.com`, compared exactly.
   * A token without `iss` is refused then. Default: not checked, since the key belongs to one instance; with `publishableKey`
   * as the only key, the Frontend API or its proxy.
   */
  issuer?: string | readonly string[] | undefined
  /** Milliseconds by which clocks may differ. Default: 5 000. */
  clockSkewInMs?: number | undefined
  /** The `typ` that the header must name. Default: `JWT`. */
  headerType?: string | readonly string[] | undefined
}

/** The names of {@link VerifyTokenOptions}. */
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
 * Which paths belong to which organization, in the syntax of path-to-regexp 6.3: `/orgs/:slug`, `/orgs/:id/(.*)`.
 *
 * Patterns are matched in linear time. One that cannot be is refused: a quantifier in a group may follow a single character
 * or class only, and lookarounds and backreferences are not supported.
 */
export interface OrganizationSyncOptions {
  /** Paths with the organization's `:id` or `:slug` in them. Where a path has both, the id counts. */
  organizationPatterns?: readonly string[] | undefined
  /** Paths of the personal account. */
  personalAccountPatterns?: readonly string[] | undefined
}

/** Which kinds of token a route takes. */
export type AcceptsToken = TokenType | readonly TokenType[] | 'any'

/** What {@link authenticateRequest} takes. Each field may stand on the context instead; the one given here wins. */
export interface AuthenticateRequestOptions<Accepts extends AcceptsToken = AcceptsToken>
  extends VerifyTokenOptions {
  machineSecretKey?: string | undefined
  /** Which kinds of token to take. Machine tokens are taken from the `Authorization` header only. Default: `session_token`. */
  acceptsToken?: Accepts | undefined
  /**
   * Like `audience`, for OAuth access tokens, whose `aud` must then name one of them, and for M2M tokens that are JWTs, which
   * may name none. API keys and opaque M2M tokens have no audience. An empty list accepts any. Default: `audience`.
   */
  machineAudience?: string | readonly string[] | undefined
  /** For an API: a request that would be redirected is signed out instead, with the same reason. */
  api?: boolean | undefined
  /** Where people sign in. Needed by satellites of development instances: they synchronise through it. */
  signInUrl?: string | undefined
  /** Whether a satellite without cookies synchronises with its primary domain at once. Default: `false`. */
  satelliteAutoSync?: boolean | undefined
  /** Caches verified session tokens, which a browser sends many times before they expire. */
  tokenCache?: TokenCache | undefined
  /** Activates the organization that the path names. */
  organizationSyncOptions?: OrganizationSyncOptions | undefined
}

/** What {@link authenticateRequest} reads of the context: the options may stand there, too. */
export interface AuthenticateContext
  extends Context,
    Omit<AuthenticateRequestOptions, keyof Context> {}

/** Whether this kind of token is accepted. */
export function accepts(accepted: AcceptsToken, type: TokenType): boolean {
  return isList(accepted) ? accepted.includes(type) : accepted === 'any' || accepted === type
}

/** The kind of machine token, when it is the only kind that is accepted. */
export function onlyMachine(accepted: AcceptsToken): MachineTokenType | undefined {
  return isList(accepted) || accepted === 'any' || accepted === 'session_token'
    ? undefined
    : accepted
}

export function isList(accepted: AcceptsToken): accepted is readonly TokenType[] {
  return Array.isArray(accepted)
}
