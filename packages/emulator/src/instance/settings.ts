import type {
  UpdateInstanceAuthConfigParams,
  UpdateInstanceCommunicationParams,
  UpdateInstanceOAuthApplicationSettingsParams,
  UpdateInstanceParams,
  UpdateInstanceProtectParams,
  UpdateInstanceRestrictionsParams,
} from 'clerklet'
import { isCountry } from '../core/countries.ts'
import { invalid } from '../core/errors.ts'
import { checkOAuthScopes } from '../core/oauthScopes.ts'
import { changeSettings, take } from '../core/settings.ts'
import type { State } from '../state.ts'
import { checkSubdomains } from './domains.ts'

/** Changes the given settings of the instance. */
export function changeInstance(
  state: State,
  { cookieless_dev, allowed_subdomains, ...rest }: UpdateInstanceParams,
): void {
  for (const origin of rest.allowed_origins ?? []) checkOrigin(origin)
  take(state.settings, {
    url_based_session_syncing: cookieless_dev,
    allowed_subdomains: allowed_subdomains && checkSubdomains(state, allowed_subdomains),
    ...rest,
  })
}

/** Changes the given restrictions on sign-up and sign-in. */
export function changeRestrictions(
  { settings }: State,
  changes: UpdateInstanceRestrictionsParams,
): void {
  take(settings.restrictions, changes)
}

/** Changes the given settings of the protection against attacks. */
export function changeProtect({ settings }: State, changes: UpdateInstanceProtectParams): void {
  take(settings.protect, changes)
}

/** Changes the countries to which no text messages are sent. Unknown country codes are dropped, as in the API. */
export function changeCommunication(
  { settings }: State,
  { blocked_country_codes }: UpdateInstanceCommunicationParams,
): void {
  const codes = blocked_country_codes ?? undefined
  checkCountries(codes ?? [])
  take(settings.communication, { blocked_country_codes: codes?.filter(isCountry) })
}

/** Changes the given settings of OAuth applications. */
export function changeOAuthApplicationSettings(
  state: State,
  changes: UpdateInstanceOAuthApplicationSettingsParams,
): void {
  const { default_scopes } = changes
  checkDefaultScopes(state, default_scopes ?? [])
  take(state.settings.oauth_applications, changes)
  // Only `default_scopes` can be `null`, which means Clerk's default scopes. An empty list also means the default scopes.
  if (default_scopes === null || default_scopes?.length === 0) {
    changeSettings(state.settings, { oauth_applications: { default_scopes: null } })
  }
}

/** Changes the given settings of `/beta_features/instance_settings`. */
export function changeAuthConfig(
  { settings }: State,
  { restricted_to_allowlist, ...rest }: UpdateInstanceAuthConfigParams,
): void {
  if (rest.from_email_address && !/^[a-z0-9]+$/i.test(rest.from_email_address)) {
    throw invalid(
      'from_email_address',
      'form_param_format_invalid',
      'is invalid',
      'from_email_address must be the part before the @, of letters and digits.',
    )
  }
  take(settings, rest)
  // `restricted_to_allowlist` is another name of `restrictions.allowlist`.
  take(settings.restrictions, { allowlist: restricted_to_allowlist })
}

function checkOrigin(origin: string): void {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/\s]+$/.test(origin)) {
    throw invalid(
      'allowed_origins',
      'form_invalid_origin',
      'is invalid',
      'allowed_origins must be origins, such as chrome-extension://<id> or capacitor://localhost.',
    )
  }
}

function checkCountries(codes: readonly string[]): void {
  const param = 'blocked_country_codes'
  if (codes.length > 250 || !codes.every((code) => /^[A-Z]{2}$/.test(code))) {
    throw invalid(
      param,
      'form_param_value_invalid',
      'is invalid',
      `${param} must be at most 250 codes of ISO 3166-1, in upper case.`,
    )
  }
  if (new Set(codes).size < codes.length) {
    throw invalid(param, 'form_param_duplicate', 'duplicate values', `${param} has duplicates.`)
  }
}

/** Refuses duplicate and unknown scopes, and `offline_access`, which each client must request itself. */
function checkDefaultScopes(state: State, scopes: readonly string[]): void {
  const param = 'default_scopes'
  checkOAuthScopes(state, param, scopes)
  if (new Set(scopes).size < scopes.length) {
    throw invalid(param, 'form_param_duplicate', 'duplicate values', `${param} has duplicates.`)
  }
  if (scopes.includes('offline_access')) {
    throw invalid(
      param,
      'form_param_value_invalid',
      'is invalid',
      `${param} must not include offline_access: a client has to ask for it.`,
    )
  }
}
