import type { BillingPlan } from 'clerklet'
import { type Attributes, isProduction, type Settings, type Urls } from '../core/settings.ts'
import { IDENTIFIERS } from '../flows/index.ts'
import { LONGEST, SHORTEST } from '../identity/index.ts'
import { sendOrganizationSettings } from '../organizations/index.ts'
import type { State } from '../state.ts'

type Contact = 'email_address' | 'phone_number'
type Pages = Omit<
  Urls,
  'logo_image_url' | 'favicon_image_url' | 'help_url' | 'terms_url' | 'privacy_policy_url'
>

/**
 * The public settings of the instance, which clerk-js needs to start.
 *
 * @param origin The origin of the emulator.
 * @param home The address of the application.
 * @see {@link https://clerk.com/docs/reference/frontend-api Frontend API}
 */
export function environment(state: State, origin: string, home: string) {
  return {
    auth_config: authConfig(state),
    display_config: displayConfig(state, origin, home),
    user_settings: userSettings(state),
    organization_settings: organizationSettings(state),
    fraud_settings: {
      object: 'fraud_settings' as const,
      native: { device_attestation_mode: 'disabled' as const },
    },
    commerce_settings: commerceSettings(state),
    // Components would otherwise request API keys from the Frontend API, but the emulator does not support these requests.
    api_keys_settings: {
      enabled: false,
      user_api_keys_enabled: false,
      orgs_api_keys_enabled: false,
    },
    protect_config: { object: 'protect_config' as const, id: idOf(state, 'protect_') },
    maintenance_mode: false,
    client_debug_mode: false,
    partitioned_cookies: false,
  }
}

/** Returns the sign-in settings in the format of older versions of clerk-js. Later versions read the user settings. */
function authConfig(state: State) {
  const { settings } = state
  const { attributes } = settings
  const used = (names: (keyof Attributes)[]) => names.filter((name) => attributes[name] !== 'off')
  const codes = used(['email_address', 'phone_number']).map(
    (name) => ({ email_address: 'email_code', phone_number: 'phone_code' })[name as Contact],
  )
  return {
    object: 'auth_config' as const,
    id: idOf(state, 'aconf_'),
    ...attributes,
    identification_requirements: IDENTIFIERS.filter((name) => attributes[name] === 'required').map(
      (name) => [name],
    ),
    identification_strategies: used([...IDENTIFIERS]),
    first_factors: [...codes, ...used(['password']), 'ticket'],
    second_factors: [
      ...(attributes.phone_number === 'off' ? [] : ['phone_code']),
      'totp',
      'backup_code',
    ],
    email_address_verification_strategies: attributes.email_address === 'off' ? [] : ['email_code'],
    single_session_mode: settings.single_session_mode,
    enhanced_email_deliverability: settings.enhanced_email_deliverability,
    test_mode: settings.test_mode,
    cookieless_dev: true,
    url_based_session_syncing: settings.url_based_session_syncing,
    claimed_at: null,
    // Disabled, since no operation of the emulator requires a reverification.
    reverification: false,
    native_settings: {
      object: 'native_settings' as const,
      api_enabled: true,
      trusted_device_sign_in_enabled: false,
      trusted_device_enrollment_prompt_after_sign_in_enabled: false,
      trusted_device_enrollment_prompt_after_sign_up_enabled: false,
    },
  }
}

function idOf({ instance }: State, prefix: string): string {
  return instance.id.replace('ins_', prefix)
}

function displayConfig(state: State, origin: string, home: string) {
  const { settings } = state
  const strategy = settings.preferred_sign_in_strategy_when_password_required
  const { logo_image_url, favicon_image_url, help_url, terms_url, privacy_policy_url, ...pages } =
    settings.urls
  return {
    object: 'display_config' as const,
    id: idOf(state, 'display_config_'),
    instance_environment_type: settings.environment_type,
    show_devmode_warning: !isProduction(settings),
    application_name: settings.application_name,
    logo_image_url: logo_image_url ?? '',
    favicon_image_url: favicon_image_url ?? '',
    logo_url: logo_image_url,
    favicon_url: favicon_image_url,
    logo_image: null,
    favicon_image: null,
    branded: false,
    experimental_force_oauth_first: false,
    support_email: settings.support_email ?? '',
    clerk_js_version: settings.clerk_js_version,
    preferred_sign_in_strategy: strategy || ('password' as const),
    google_one_tap_client_id: null,
    captcha_public_key: null,
    captcha_public_key_invisible: null,
    captcha_widget_type: null,
    captcha_provider: 'turnstile' as const,
    captcha_oauth_bypass: [],
    ...pagesOf(origin, home, pages),
    oauth_consent_url: `${origin}/oauth-consent`,
    logo_link_url: pages.home_url ?? home,
    help_url,
    terms_url: terms_url ?? '',
    privacy_policy_url: privacy_policy_url ?? '',
    theme: THEME,
  }
}

/**
 * Returns the URLs of the pages that components link to. Without a URL in the settings, the pages for sign-in and sign-up are
 * the emulator's sign-in page. All other pages are then the address of the application.
 */
function pagesOf(origin: string, home: string, pages: Pages): Record<keyof Pages, string> {
  const own: Partial<Pages> = { sign_in_url: `${origin}/sign-in`, sign_up_url: `${origin}/sign-in` }
  const chosen = Object.entries(pages).map(([name, url]) => [
    name,
    url ?? own[name as keyof Pages] ?? home,
  ])
  // The cast is safe: the entries have the keys of `Pages`.
  return Object.fromEntries(chosen) as Record<keyof Pages, string>
}

const THEME = {
  general: {
    color: '#6c47ff',
    background_color: '#ffffff',
    font_family: 'system-ui',
    font_color: '#151515',
    label_font_weight: '600',
    padding: '1em',
    border_radius: '0.5em',
    box_shadow: '0 2px 8px rgba(0, 0, 0, 0.2)',
  },
  buttons: { font_color: '#ffffff', font_family: 'system-ui', font_weight: '600' },
  accounts: { background_color: '#ffffff' },
} as const

/** The user settings: attributes, sign-in and sign-up rules, and restrictions, in the format of clerk-js. */
function userSettings(state: State) {
  const { settings, enterpriseConnections } = state
  const { restrictions, user_lockout } = settings
  const enterprise = {
    enabled: [...enterpriseConnections].some(({ active }) => active),
    self_serve_sso: false,
  }
  return {
    attributes: attributes(settings),
    // The emulator has no social identity providers.
    social: {},
    saml: enterprise,
    enterprise_sso: { ...enterprise, self_serve_directory_sync: false },
    actions: {
      delete_self: true,
      create_organization: settings.organizations.enabled,
      create_organizations_limit: null,
    },
    sign_in: { second_factor: { required: false, enabled: true } },
    sign_up: {
      allowlist_only: restrictions.allowlist,
      progressive: settings.progressive_sign_up,
      captcha_enabled: false,
      captcha_widget_type: 'smart' as const,
      custom_action_required: settings.sign_up.custom_action_required,
      mode: settings.sign_up.mode,
      legal_consent_enabled: settings.sign_up.legal_consent_enabled,
      mfa: { required: false },
    },
    restrictions: {
      allowlist: { enabled: restrictions.allowlist },
      blocklist: { enabled: restrictions.blocklist },
      allowlist_blocklist_disabled_on_sign_in: {
        enabled: restrictions.allowlist_blocklist_disabled_on_sign_in,
      },
      block_email_subaddresses: { enabled: restrictions.block_email_subaddresses },
      block_disposable_email_domains: { enabled: restrictions.block_disposable_email_domains },
    },
    password_settings: {
      allowed_special_characters: '',
      disable_hibp: !settings.hibp,
      disable_password_reverification: true,
      enforce_hibp_on_sign_in: false,
      min_length: 8,
      max_length: 72,
      require_special_char: false,
      require_numbers: false,
      require_uppercase: false,
      require_lowercase: false,
      show_zxcvbn: false,
      min_zxcvbn_strength: 0,
    },
    passkey_settings: {
      allow_autofill: false,
      show_sign_in_button: false,
      satisfies_second_factor: false,
    },
    username_settings: {
      min_length: SHORTEST,
      max_length: LONGEST,
      allow_extended_special_characters: false,
      allow_numeric_usernames: true,
    },
    attack_protection: {
      user_lockout: {
        enabled: user_lockout.enabled,
        max_attempts: user_lockout.max_attempts,
        // clerk-js expects 0 for a lock that lasts until the backend unlocks the user.
        duration_in_minutes: user_lockout.duration_in_minutes ?? 0,
      },
      pii: { enabled: false },
      email_link: { require_same_client: false },
      enumeration_protection: { enabled: false },
    },
  }
}

function attributes({ attributes: uses }: Settings) {
  const of = (name: keyof Attributes, proofs: AttributeSettings = {}) =>
    uses[name] === 'off'
      ? attribute({ enabled: false })
      : attribute({ ...proofs, required: uses[name] === 'required' })
  return {
    email_address: of('email_address', {
      verifications: ['email_code'],
      first_factors: ['email_code'],
      verify_at_sign_up: true,
    }),
    phone_number: of('phone_number', {
      verifications: ['phone_code'],
      first_factors: ['phone_code'],
      second_factors: ['phone_code'],
      verify_at_sign_up: true,
    }),
    username: of('username', { used_for_first_factor: true }),
    first_name: of('first_name'),
    last_name: of('last_name'),
    password: of('password'),
    // The emulator supports no sign-in with wallets or passkeys, which only the backend or a seed adds.
    web3_wallet: attribute({ enabled: false }),
    passkey: attribute({ enabled: false }),
    ticket: attribute(),
    authenticator_app: attribute({ second_factors: ['totp'] }),
    backup_code: attribute({ second_factors: ['backup_code'] }),
  }
}

type Strategy = 'email_code' | 'phone_code' | 'totp' | 'backup_code'

interface AttributeSettings {
  enabled?: boolean
  required?: boolean
  verifications?: Strategy[]
  first_factors?: Strategy[]
  second_factors?: Strategy[]
  used_for_first_factor?: boolean
  verify_at_sign_up?: boolean
}

function attribute({
  enabled = true,
  required = false,
  verifications = [],
  first_factors = [],
  second_factors = [],
  used_for_first_factor = first_factors.length > 0,
  verify_at_sign_up = false,
}: AttributeSettings = {}) {
  return {
    enabled,
    required,
    verifications,
    used_for_first_factor,
    first_factors,
    used_for_second_factor: second_factors.length > 0,
    second_factors,
    verify_at_sign_up,
    immutable: false,
  }
}

function organizationSettings(state: State) {
  const sent = sendOrganizationSettings(state)
  return {
    enabled: sent.enabled,
    max_allowed_memberships: sent.max_allowed_memberships,
    force_organization_selection: false,
    actions: { admin_delete: sent.admin_delete_enabled },
    domains: {
      enabled: sent.domains_enabled,
      enrollment_modes: state.settings.organizations.domains_enrollment_modes,
      default_role: sent.domains_default_role,
    },
    slug: { disabled: state.settings.organizations.slug_disabled },
    creator_role: sent.creator_role,
    organization_creation_defaults: { enabled: false },
  }
}

/** Returns the billing settings. Billing is enabled for a payer type that has a visible plan other than a default plan. */
function commerceSettings({ billingPlans, billingPrices }: State) {
  const of = (type: BillingPlan['for_payer_type']) => {
    const offered = [...billingPlans].filter(
      (plan) => plan.for_payer_type === type && plan.publicly_visible,
    )
    const paid = offered.some(({ price_id }) => {
      const price = billingPrices.get(price_id)
      return price && (price.amount > 0 || price.annual_monthly_amount > 0)
    })
    return { enabled: offered.some(({ is_default }) => !is_default), has_paid_plans: paid }
  }
  return {
    billing: {
      stripe_publishable_key: null,
      free_trial_requires_payment_method: true,
      organization: of('org'),
      user: of('user'),
    },
  }
}
