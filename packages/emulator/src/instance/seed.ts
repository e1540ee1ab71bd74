import { didYouMean } from '../core/nearest.ts'
import { checkKinds, checkRange, checkUrl, type Kinds, oneOf } from '../core/params.ts'
import { plantEach, type Shapes } from '../core/seeding.ts'
import { changeSettings, type Settings, type SettingsSeed } from '../core/settings.ts'
import { webAddress } from '../core/webAddress.ts'
import { checkSessionClaims } from '../sessions/index.ts'
import type { State } from '../state.ts'
import { addRedirectUrl, type RedirectUrlSeed } from './redirectUrls.ts'

/** The expected type of each setting. A setting without an entry is a compile error. */
type SettingsKinds = {
  [Name in keyof Settings]: Settings[Name] extends readonly unknown[] | string | boolean | null
    ? Kinds[string]
    : { [Field in keyof Required<Settings[Name]>]: Kinds[string] }
}

/** The expected types of the values in `settings` of a seed. */
export const SETTINGS: SettingsKinds = {
  application_name: 'string',
  urls: {
    home_url: 'string?',
    sign_in_url: 'string?',
    sign_up_url: 'string?',
    user_profile_url: 'string?',
    waitlist_url: 'string?',
    organization_profile_url: 'string?',
    create_organization_url: 'string?',
    after_sign_in_url: 'string?',
    after_sign_up_url: 'string?',
    after_sign_out_one_url: 'string?',
    after_sign_out_all_url: 'string?',
    after_switch_session_url: 'string?',
    after_join_waitlist_url: 'string?',
    after_create_organization_url: 'string?',
    after_leave_organization_url: 'string?',
    logo_image_url: 'string?',
    favicon_image_url: 'string?',
    help_url: 'string?',
    terms_url: 'string?',
    privacy_policy_url: 'string?',
  },
  environment_type: 'string',
  allowed_origins: 'string[]',
  allowed_subdomains: 'string[]',
  subdomain_allowlist_enabled: 'boolean',
  test_mode: 'boolean',
  hibp: 'boolean',
  support_email: 'string?',
  clerk_js_version: 'string?',
  development_origin: 'string?',
  url_based_session_syncing: 'boolean',
  preferred_sign_in_strategy_when_password_required: 'string',
  from_email_address: 'string',
  progressive_sign_up: 'boolean',
  enhanced_email_deliverability: 'boolean',
  session_token: { claims: 'object' },
  user_lockout: { enabled: 'boolean', max_attempts: 'number', duration_in_minutes: 'number?' },
  attributes: {
    email_address: 'string',
    phone_number: 'string',
    username: 'string',
    first_name: 'string',
    last_name: 'string',
    password: 'string',
  },
  single_session_mode: 'boolean',
  sign_up: { mode: 'string', custom_action_required: 'boolean', legal_consent_enabled: 'boolean' },
  restrictions: {
    allowlist: 'boolean',
    blocklist: 'boolean',
    allowlist_blocklist_disabled_on_sign_in: 'boolean',
    block_email_subaddresses: 'boolean',
    block_disposable_email_domains: 'boolean',
    ignore_dots_for_gmail_addresses: 'boolean',
  },
  organizations: {
    enabled: 'boolean',
    max_allowed_memberships: 'number',
    max_allowed_roles: 'number',
    max_allowed_permissions: 'number',
    max_role_sets_allowed: 'number',
    max_allowed_domains: 'number',
    admin_delete_enabled: 'boolean',
    domains_enabled: 'boolean',
    slug_disabled: 'boolean',
    domains_enrollment_modes: 'string[]',
  },
  communication: { blocked_country_codes: 'string[]' },
  protect: {
    rules_enabled: 'boolean',
    specter_enabled: 'boolean',
    checks_bypassed: 'boolean',
    checks_verified: 'boolean',
    checks_exempt: 'boolean',
  },
  oauth_applications: {
    dynamic_oauth_client_registration: 'boolean',
    default_scopes: 'string[]?',
    oauth_jwt_access_tokens: 'boolean',
    aud_claim_enabled: 'boolean',
    pkce_required: 'boolean',
    client_id_metadata_documents_advertised: 'boolean',
    client_id_metadata_documents_only_allow_pre_registered_clients: 'boolean',
    client_id_metadata_documents_block_implicitly_allowed_clients: 'boolean',
  },
  custom_oauth_scopes: 'string[]',
}

/** Refuses unknown settings and invalid values, since a seed may come from a file. */
export function checkSettings(settings: Record<string, unknown>): void {
  const given = checkKinds<Partial<Settings>>(withoutUndefined(settings), SETTINGS, '', didYouMean)
  oneOf('environment_type', given.environment_type, ['development', 'production'])
  checkRange('user_lockout.max_attempts', given.user_lockout?.max_attempts, 1, 1_000_000)
  checkRange(
    'user_lockout.duration_in_minutes',
    given.user_lockout?.duration_in_minutes,
    1,
    Number.POSITIVE_INFINITY,
  )
  for (const [name, use] of Object.entries(given.attributes ?? {})) {
    oneOf(`attributes.${name}`, use, ['off', 'on', 'required'])
  }
  for (const [name, url] of Object.entries(given.urls ?? {})) {
    checkUrl(`urls.${name}`, url)
    if (typeof url === 'string') webAddress(`urls.${name}`, url)
  }
  oneOf('sign_up.mode', given.sign_up?.mode, ['public', 'restricted', 'waitlist'])
  checkSessionClaims(given.session_token?.claims ?? {})
}

/** A copy of a value without its undefined members, which count as absent. */
function withoutUndefined(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>
}

/** The part of a seed about the instance itself. */
export interface InstanceSeed {
  settings?: SettingsSeed | undefined
  redirectUrls?: readonly RedirectUrlSeed[] | undefined
}

export const INSTANCE_SHAPES: Shapes<InstanceSeed> = {
  redirectUrls: { kinds: { id: 'string', url: 'string' }, needs: ['url'] },
}

export function plantSettings(state: State, { settings }: InstanceSeed): void {
  changeSettings(state.settings, settings ?? {})
}

export function plantRedirectUrls(state: State, { redirectUrls }: InstanceSeed): void {
  plantEach('redirectUrls', redirectUrls, (url) => addRedirectUrl(state, url))
}
