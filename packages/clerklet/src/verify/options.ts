import type { Context } from '../core/context.ts'
import type { ClerkConfigError } from '../core/errors.ts'
import { misconfigured } from '../instance/configuration.ts'
import {
  ACCEPTS_TOKEN,
  MACHINE_SECRET_KEY,
  type OptionKinds,
  ORGANIZATION_SYNC,
  PUBLISHABLE_KEY,
  TEXT,
  TEXT_OR_TEXTS,
  TOKEN_CACHE,
  TRUE_OR_FALSE,
} from '../instance/optionKinds.ts'
import type { FrontendApiOptions } from '../instance/parsePublishableKey.ts'
import { parsedUrl } from '../instance/url.ts'
import type { OrganizationSyncOptions } from './browser/organizationSync.ts'
import type { TokenCache } from './createTokenCache.ts'
import type { MachineTokenType, TokenType } from './token/kind.ts'
import { VERIFY_TOKEN_OPTIONS, type VerifyTokenOptions } from './verifyToken.ts'

/** Which kinds of token a route takes. */
export type AcceptsToken = TokenType | readonly TokenType[] | 'any'

/** What {@link authenticateRequest} takes. Each field may stand on the context instead; the one given here wins. */
export interface AuthenticateRequestOptions<Accepts extends AcceptsToken = AcceptsToken>
  extends VerifyTokenOptions,
    FrontendApiOptions {
  publishableKey?: string | undefined
  machineSecretKey?: string | undefined
  /** Which kinds of token to take. Machine tokens are taken from the `Authorization` header only. Default: `session_token`. */
  acceptsToken?: Accepts | undefined
  /**
   * Like `audience`, for OAuth access tokens, whose `aud` must then name one of them, and for M2M tokens that are JWTs, which
   * may name none. API keys and opaque M2M tokens have no audience. An empty list takes any. Default: `audience`.
   */
  machineAudience?: string | string[] | undefined
  /** For an API: whatever would redirect is signed out instead, with the same reason. */
  api?: boolean | undefined
  /** Where people sign in. Needed by satellites of development instances: they synchronise by way of it. */
  signInUrl?: string | undefined
  /** Whether a satellite without cookies asks its primary domain at once. Default: `false`. */
  satelliteAutoSync?: boolean | undefined
  /** Remembers verified session tokens, which a browser presents many times while they last. */
  tokenCache?: TokenCache | undefined
  /** Activates the organization that the path names. */
  organizationSyncOptions?: OrganizationSyncOptions | undefined
}

/** The names of {@link AuthenticateRequestOptions}. */
export const AUTHENTICATE_REQUEST_OPTIONS: OptionKinds<AuthenticateRequestOptions> = {
  ...VERIFY_TOKEN_OPTIONS,
  publishableKey: PUBLISHABLE_KEY,
  machineSecretKey: MACHINE_SECRET_KEY,
  acceptsToken: ACCEPTS_TOKEN,
  machineAudience: TEXT_OR_TEXTS,
  api: TRUE_OR_FALSE,
  signInUrl: TEXT,
  satelliteAutoSync: TRUE_OR_FALSE,
  tokenCache: TOKEN_CACHE,
  organizationSyncOptions: ORGANIZATION_SYNC,
  proxyUrl: TEXT,
  domain: TEXT,
  isSatellite: TRUE_OR_FALSE,
}

/** What {@link authenticateRequest} reads of the context: the options may stand there, too. */
export interface AuthenticateContext
  extends Context,
    Omit<AuthenticateRequestOptions, keyof Context> {}

/** Whether this kind of token is taken. */
export function accepts(accepted: AcceptsToken, type: TokenType): boolean {
  return isList(accepted) ? accepted.includes(type) : accepted === 'any' || accepted === type
}

/** The kind of machine token, when it is the only kind that is taken. */
export function onlyMachine(accepted: AcceptsToken): MachineTokenType | undefined {
  return isList(accepted) || accepted === 'any' || accepted === 'session_token'
    ? undefined
    : accepted
}

export function isList(accepted: AcceptsToken): accepted is readonly TokenType[] {
  return Array.isArray(accepted)
}

/** Refuses what can never work. */
export function checkDomains(ctx: AuthenticateContext, { headers }: Request): void {
  const { isSatellite, signInUrl, proxyUrl, domain, secretKey = '' } = ctx
  if (proxyUrl && !/^(\/|https?:\/\/.)/.test(proxyUrl)) {
    throw misconfigured('proxyUrl', 'not valid', 'a path or an absolute URL')
  }
  if (!isSatellite) return
  if (!signInUrl && /^(sk_)?test_/.test(secretKey)) throw wrongSignInUrl('missing')
  const origin = headers.get('origin')
  if (signInUrl && origin) {
    const url = parsedUrl(signInUrl)
    if (!url) throw wrongSignInUrl('not absolute')
    if (url.origin === origin) throw wrongSignInUrl('on the satellite')
  }
  if (!proxyUrl && !domain)
    throw misconfigured('domain or proxyUrl', 'missing', 'that of the satellite')
}

export function wrongSignInUrl(flaw: string): ClerkConfigError {
  return misconfigured('signInUrl', flaw, 'that of the primary domain')
}
