import { configured } from '../instance/configuration.ts'
import { ACCEPTS_TOKEN, type OptionKinds, TRUE_OR_FALSE } from '../instance/optionKinds.ts'
import type { AcceptsToken } from '../verify/options.ts'
import { type SelectedAuth, selectAuth } from '../verify/selectAuth.ts'
import type { Authentication } from './authentication.ts'
import type { GetAuthOptions } from './options.ts'

const OPTIONS: OptionKinds<GetAuthOptions> = {
  acceptsToken: ACCEPTS_TOKEN,
  treatPendingAsSignedOut: TRUE_OR_FALSE,
}

/**
 * Returns the auth object of a request, for a route that accepts the kinds of token in `options.acceptsToken`.
 *
 * @throws {ClerkConfigError} when an option is unknown or not valid.
 */
export function selectedAuth<const Accepts extends AcceptsToken>(
  authentication: Authentication,
  options: GetAuthOptions<Accepts> | undefined,
): SelectedAuth<Accepts> {
  const { acceptsToken, ...how } = checkedOptions(options)
  return selectAuth(authentication.toAuth(how), acceptsToken)
}

/** Checks the options, and returns a copy of them. */
export function checkedOptions<Accepts extends AcceptsToken>(
  options: GetAuthOptions<Accepts> | undefined,
): GetAuthOptions<Accepts> {
  return configured<GetAuthOptions<Accepts>>({}, options, OPTIONS)
}
