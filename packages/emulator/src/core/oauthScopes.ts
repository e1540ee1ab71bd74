import { invalid } from './errors.ts'
import type { CoreState } from './state.ts'

/** The OAuth scopes that every instance has. */
export const BUILT_IN = [
  'profile',
  'email',
  'public_metadata',
  'private_metadata',
  'openid',
  'offline_access',
]

/** Refuses OAuth scopes that are neither built in nor among `custom_oauth_scopes` of the settings. */
export function checkOAuthScopes(
  { settings }: CoreState,
  param: string,
  scopes: readonly string[],
): void {
  const known = [...BUILT_IN, ...settings.custom_oauth_scopes]
  if (scopes.every((scope) => known.includes(scope))) return
  throw invalid(
    param,
    'form_param_value_invalid',
    'is invalid',
    `${param} must contain only ${known.join(', ')}: add others with custom_oauth_scopes in the settings of the seed.`,
  )
}
