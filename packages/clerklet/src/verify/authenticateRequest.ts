import { configured, requireMachineKey, requireSecretKey } from '../instance/configuration.ts'
import {
  ACCEPTS_TOKEN,
  MACHINE_SECRET_KEY,
  type OptionKinds,
  ORGANIZATION_SYNC,
  TEXT,
  TEXT_OR_TEXTS,
  TOKEN_CACHE,
  TRUE_OR_FALSE,
} from '../instance/optionKinds.ts'
import { type PublishableKey, requirePublishableKey } from '../instance/parsePublishableKey.ts'
import { requireRequest } from '../instance/requireRequest.ts'
import type {
  MachineSignedInState,
  MachineSignedOutState,
  UnmatchedState,
} from './auth/machineState.ts'
import type { HandshakeState, SignedInState, SignedOutState } from './auth/state.ts'
import { answer } from './browser/answer.ts'
import { carryOut } from './browser/carryOut.ts'
import { checkDomains } from './browser/checkDomains.ts'
import { decide } from './browser/decide.ts'
import { traced } from './browser/decision.ts'
import { checkPatterns } from './browser/organizationSync.ts'
import { readHeader } from './browser/readRequest.ts'
import type { Settings } from './browser/settings.ts'
import {
  type AcceptsToken,
  type AuthenticateContext,
  type AuthenticateRequestOptions,
  accepts,
  VERIFY_TOKEN_OPTIONS,
} from './options.ts'
import { checkContext } from './token/checkContext.ts'
import type { MachineTokenType, TokenType } from './token/kind.ts'
import { withSessionKeys } from './token/sessionKeys.ts'

/** The state of a request that must carry a session token. */
export type SessionState = SignedInState | SignedOutState | HandshakeState

/** The state of a request for the accepted kinds of token. Narrow it by `tokenType` first, then by `status`. */
export type RequestState<Accepts extends AcceptsToken = 'session_token'> = Accepts extends 'any'
  ? StateOf<TokenType>
  : Accepts extends readonly TokenType[]
    ? StateOf<Accepts[number]> | UnmatchedState
    : Accepts extends TokenType
      ? StateOf<Accepts>
      : never

type StateOf<T extends TokenType> =
  | (Extract<T, 'session_token'> extends never ? never : SessionState)
  | MachineSignedInState<Extract<T, MachineTokenType>>
  | MachineSignedOutState<Extract<T, MachineTokenType>>

const OPTIONS: OptionKinds<AuthenticateRequestOptions> = {
  ...VERIFY_TOKEN_OPTIONS,
  machineSecretKey: MACHINE_SECRET_KEY,
  acceptsToken: ACCEPTS_TOKEN,
  machineAudience: TEXT_OR_TEXTS,
  api: TRUE_OR_FALSE,
  signInUrl: TEXT,
  satelliteAutoSync: TRUE_OR_FALSE,
  tokenCache: TOKEN_CACHE,
  organizationSyncOptions: ORGANIZATION_SYNC,
}

/**
 * Authenticates a request by its `Authorization` header or its cookies, and decides whether the browser must first be
 * redirected to the Frontend API. Does not read the body. Needs a `Request` with an absolute URL: `toRequest` of
 * `clerklet/node` makes one from a request of Node, and `toRequest` of `clerklet/lambda` from a Lambda event.
 *
 * Respond with `state.toResponse()` when `state.headers` contain a `location`, whatever the status, and when the auth object is
 * not authenticated. Otherwise add `state.headers` to your response. For a pending session, `state.isAuthenticated` is true,
 * but the auth object is not authenticated.
 *
 * An API that only accepts tokens in the header has a smaller bundle with `authenticateHeader`.
 *
 * @see {@link https://clerk.com/docs/guides/sessions/verify-and-authenticate Authenticating requests}
 *
 * @example
 * const state = await authenticateRequest(ctx, request, { authorizedParties: ['https://example.com'] })
 * const auth = state.toAuth()
 * if (state.headers.has('location') || !auth?.isAuthenticated) return state.toResponse()
 * const { userId } = auth
 *
 * @throws {ClerkConfigError} when a key, a URL or a pattern is missing or malformed, when `apiVersion` or a header of the
 *   context is malformed, when an option is unknown or of the wrong type, when the request is not a `Request`, and in
 *   development when a handshake token is not valid. An invalid session token never throws: the state is signed out, with a
 *   `reason`.
 */
export async function authenticateRequest<const Accepts extends AcceptsToken = 'session_token'>(
  ctx: AuthenticateContext,
  request: Request,
  options?: AuthenticateRequestOptions<Accepts>,
): Promise<RequestState<Accepts>> {
  const config = configured(ctx, options, OPTIONS)
  requireRequest(request)
  const settings = checkedSettings(config, request)
  await checkContext(config)

  let decision = decide(readHeader(settings, request), settings)

  // Carries out the step that the decision needs, such as reading cookies or calling the API, and decides with the result.
  while ('step' in decision) {
    decision = traced(decision.trace, await carryOut(decision.step, request, settings))
  }

  // A cast, because the type of the state depends on `acceptsToken`, as in RequestState.
  return answer(settings, decision.answer, decision.trace) as RequestState<Accepts>
}

/**
 * Checks all options that the accepted kinds of token need, and returns the settings. The very first request reports a mistake,
 * even if the mistake does not affect this request.
 */
function checkedSettings(config: AuthenticateContext, request: Request): Settings {
  const { acceptsToken = 'session_token', publishableKey, domain, isSatellite } = config
  const takes = (type: TokenType) => accepts(acceptsToken, type)
  if (takes('m2m_token')) requireMachineKey(config)
  if (acceptsToken === 'm2m_token') return Object.assign(config, { instance: NO_INSTANCE })
  if (config.secretKey || takes('api_key') || takes('oauth_token')) requireSecretKey(config)
  const instance =
    acceptsToken === 'api_key'
      ? NO_INSTANCE
      : requirePublishableKey(publishableKey, { domain, isSatellite })
  checkDomains(config, request)
  checkPatterns(config.organizationSyncOptions)
  // With a spread, the bench case `authenticating a request by header` takes 1.15 times as long.
  return Object.assign(takes('session_token') ? withSessionKeys(config) : config, { instance })
}

/** Stands for the instance on routes that accept only M2M tokens or only API keys. These routes need no publishable key. */
const NO_INSTANCE: PublishableKey = { instanceType: 'production', frontendApi: '' }
