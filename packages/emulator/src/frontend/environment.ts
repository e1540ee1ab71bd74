import type { BillingPlan } from 'clerklet'
import { isProduction } from '../core/settings.ts'
import { LONGEST, SHORTEST } from '../identity/index.ts'
import { sendOrganizationSettings } from '../organizations/index.ts'
import type { State } from '../state.ts'

/**
 * What a page is told of the instance before anybody signs in: what clerk-js needs to start.
 *
 * @see {@link https://clerk.com/docs/reference/frontend-api Frontend API}
 */
export function environment(state: State, origin: string) {
  const { instance } = state
  return {
    object: 'environment' as const,
    id: idOf(state, 'env_'),
    auth_config: {
      object: 'auth_config',
      id: idOf(state, 'aconf_'),
      single_session_mode: true,
      claimed_at: null,
      reverification: false,
      cookieless_dev: true,
      url_based_session_syncing: state.settings.url_based_session_syncing,
    },
    display_config: displayConfig(state, origin),
    user_settings: userSettings(state),
    organization_settings: organizationSettings(state),
    commerce_settings: commerceSettings(state),
    api_keys_settings: {
      object: 'api_keys_settings',
      id: idOf(state, 'aks_'),
      user_api_keys_enabled: true,
      orgs_api_keys_enabled: true,
    },
    protect_config: { object: 'protect_config' as const, id: instance.id },
    maintenance_mode: false,
    client_debug_mode: false,
    partitioned_cookies: false,
  }
}

function idOf({ instance }: State, prefix: string): string {
  return instance.id.replace('ins_', prefix)
}

function displayConfig(state: State, origin: string) {
  const { settings } = state
  const strategy = settings.preferred_sign_in_strategy_when_password_required
  return {
    object: 'display_config' as const,
    id: idOf(state, 'display_config_'),
    instance_environment_type: settings.environment_type,
    show_devmode_warning: !isProduction(settings),
    application_name: 'Emulator',
    logo_image_url: '',
    favicon_image_url: '',
    branded: false,
    support_email: settings.support_email ?? '',
    ...(settings.clerk_js_version && { clerk_js_version: settings.clerk_js_version }),
    preferred_sign_in_strategy: strategy || ('password' as const),
    captcha_public_key: null,
    captcha_public_key_invisible: null,
    captcha_widget_type: null,
    captcha_provider: 'turnstile' as const,
    captcha_oauth_bypass: [],
    home_url: origin,
    sign_in_url: `${origin}/sign-in`,
    sign_up_url: `${origin}/sign-in`,
    user_profile_url: origin,
    waitlist_url: origin,
    organization_profile_url: origin,
    create_organization_url: origin,
    after_sign_in_url: origin,
    after_sign_up_url: origin,
    after_sign_out_one_url: origin,
    after_sign_out_all_url: origin,
    after_switch_session_url: origin,
    after_join_waitlist_url: origin,
    after_leave_organization_url: origin,
    after_create_organization_url: origin,
    terms_url: '',
    privacy_policy_url: '',
    theme: THEME,
  }
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

/** How users can be known, and how they can prove it. */
function userSettings(state: State) {
  const { settings, enterpriseConnections } = state
  const { restrictions } = settings
  return {
    attributes: {
      email_address: attribute({
        required: true,
        verifications: ['email_code'],
        first_factors: ['email_code'],
        verify_at_sign_up: true,
      }),
      phone_number: attribute({
        verifications: ['phone_code'],
        first_factors: ['phone_code'],
        second_factors: ['phone_code'],
        verify_at_sign_up: true,
      }),
      username: attribute({ used_for_first_factor: true }),
      first_name: attribute(),
      last_name: attribute(),
      password: attribute(),
      // A wallet or a passkey comes from the backend or from a seed, and nobody signs in with one.
      web3_wallet: attribute({ enabled: false }),
      passkey: attribute({ enabled: false }),
      authenticator_app: attribute({ second_factors: ['totp'] }),
      backup_code: attribute({ second_factors: ['backup_code'] }),
    },
    // No identity provider is behind the emulator.
    social: {},
    enterprise_sso: {
      enabled: [...enterpriseConnections].some(({ active }) => active),
      self_serve_sso: false,
      self_serve_directory_sync: false,
    },
    actions: { delete_self: true, create_organization: settings.organizations.enabled },
    sign_in: { second_factor: { required: false, enabled: true } },
    sign_up: {
      allowlist_only: restrictions.allowlist,
      progressive: settings.progressive_sign_up,
      captcha_enabled: false,
      mode: settings.sign_up.mode,
      legal_consent_enabled: false,
      mfa: { required: false },
    },
    password_settings: {
      allowed_special_characters: '',
      disable_hibp: !settings.hibp,
      min_length: 8,
      max_length: 72,
      require_special_char: false,
      require_numbers: false,
      require_uppercase: false,
      require_lowercase: false,
      show_zxcvbn: false,
      min_zxcvbn_strength: 0,
    },
    passkey_settings: { allow_autofill: false, show_sign_in_button: false },
    username_settings: { min_length: SHORTEST, max_length: LONGEST },
    attack_protection: { enumeration_protection: { enabled: false } },
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
    organization_creation_defaults: { enabled: false },
  }
}

/** Somebody can choose a plan where one is offered beside the default one. */
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
    billing: { stripe_publishable_key: null, organization: of('org'), user: of('user') },
  }
}
