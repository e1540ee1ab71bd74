import type {
  InstanceProtect,
  InstanceRestrictions,
  OAuthApplicationSettings,
  OrganizationSettings,
} from 'clerklet'

/** The settings of all organizations, without roles: the initial role set defines the roles of creators and new members. */
export interface OrganizationRules
  extends Omit<
    OrganizationSettings,
    'object' | 'id' | 'creator_role' | 'domains_default_role' | 'initial_role_set_key'
  > {
  slug_disabled: boolean
}

/** Whether people can provide an attribute, and whether they must. */
export type AttributeUse = 'off' | 'on' | 'required'

/** The attributes that people can provide, in the order in which a sign-up lists them. */
export interface Attributes {
  email_address: AttributeUse
  phone_number: AttributeUse
  username: AttributeUse
  first_name: AttributeUse
  last_name: AttributeUse
  password: AttributeUse
}

/**
 * The URLs that components use. For `sign_in_url` and `sign_up_url`, `null` means the sign-in page of the emulator. For images,
 * help, terms and privacy policy, `null` means none. For all other pages, `null` means the address of the application.
 */
export interface Urls {
  home_url: string | null
  sign_in_url: string | null
  sign_up_url: string | null
  user_profile_url: string | null
  waitlist_url: string | null
  organization_profile_url: string | null
  create_organization_url: string | null
  after_sign_in_url: string | null
  after_sign_up_url: string | null
  after_sign_out_one_url: string | null
  after_sign_out_all_url: string | null
  after_switch_session_url: string | null
  after_join_waitlist_url: string | null
  after_create_organization_url: string | null
  after_leave_organization_url: string | null
  logo_image_url: string | null
  favicon_image_url: string | null
  help_url: string | null
  terms_url: string | null
  privacy_policy_url: string | null
}

/** The settings of an instance. */
export interface Settings {
  /** The name of the application in components. */
  application_name: string
  urls: Urls
  /** Some operations are available only in production. */
  environment_type: 'development' | 'production'
  allowed_origins: string[]
  /** Hosts below the domains of the instance, and wildcards. Production only. */
  allowed_subdomains: string[]
  /** Whether a subdomain must be in `allowed_subdomains` to call the Frontend API. Production only. */
  subdomain_allowlist_enabled: boolean
  test_mode: boolean
  /** Whether passwords are checked against leaked passwords. */
  hibp: boolean
  support_email: string | null
  clerk_js_version: string | null
  development_origin: string | null
  url_based_session_syncing: boolean
  preferred_sign_in_strategy_when_password_required: 'password' | 'otp' | ''
  /** The local part of the sender address of e-mails. */
  from_email_address: string
  progressive_sign_up: boolean
  enhanced_email_deliverability: boolean
  /** Additional claims of every session token. Shortcodes are replaced, as in JWT templates. */
  session_token: { claims: Record<string, unknown> }
  /** When failed sign-in attempts lock a user, and for how long. */
  user_lockout: {
    enabled: boolean
    /** The number of failed sign-in attempts that lock a user. Default: 100. */
    max_attempts: number
    /** The duration of a lock; `null` means until the backend unlocks the user. Default: an hour. */
    duration_in_minutes: number | null
  }
  /** The attributes in sign-ups and sign-ins. A sign-up refuses an attribute that is `off`, and users cannot sign in with it. */
  attributes: Attributes
  /** Whether a browser has one session at a time. */
  single_session_mode: boolean
  sign_up: {
    /** Who may sign up: everyone, people with an invitation, or people admitted from the waitlist. */
    mode: 'public' | 'restricted' | 'waitlist'
    /** Whether a sign-up is complete only after the backend has set `custom_action`. */
    custom_action_required: boolean
    /** Whether people must accept the legal terms. */
    legal_consent_enabled: boolean
  }
  restrictions: Required<Omit<InstanceRestrictions, 'object' | 'id'>>
  organizations: OrganizationRules
  communication: { blocked_country_codes: string[] }
  protect: Omit<InstanceProtect, 'object'>
  oauth_applications: Omit<OAuthApplicationSettings, 'object'>
  /** The custom scopes of the instance. No operation of the API lists or changes them. */
  custom_oauth_scopes: string[]
}

/** `T` with optional members at every depth, except in the items of lists. */
type PartOf<T> = T extends readonly (infer Item)[]
  ? readonly Item[]
  : T extends object
    ? { [Name in keyof T]?: PartOf<T[Name]> | undefined }
    : T

/** Settings in a seed: any part of {@link Settings}, with the same structure. */
export type SettingsSeed = PartOf<Settings>

/** The default settings. All features of organizations are enabled, so that a test need not enable them. */
export function defaultSettings(): Settings {
  return {
    application_name: 'Emulator',
    urls: {
      home_url: null,
      sign_in_url: null,
      sign_up_url: null,
      user_profile_url: null,
      waitlist_url: null,
      organization_profile_url: null,
      create_organization_url: null,
      after_sign_in_url: null,
      after_sign_up_url: null,
      after_sign_out_one_url: null,
      after_sign_out_all_url: null,
      after_switch_session_url: null,
      after_join_waitlist_url: null,
      after_create_organization_url: null,
      after_leave_organization_url: null,
      logo_image_url: null,
      favicon_image_url: null,
      help_url: null,
      terms_url: null,
      privacy_policy_url: null,
    },
    environment_type: 'development',
    allowed_origins: [],
    allowed_subdomains: [],
    subdomain_allowlist_enabled: false,
    test_mode: true,
    hibp: true,
    support_email: null,
    clerk_js_version: null,
    development_origin: null,
    url_based_session_syncing: true,
    preferred_sign_in_strategy_when_password_required: 'password',
    from_email_address: 'noreply',
    progressive_sign_up: true,
    enhanced_email_deliverability: false,
    session_token: { claims: {} },
    user_lockout: { enabled: true, max_attempts: 100, duration_in_minutes: 60 },
    attributes: {
      email_address: 'required',
      phone_number: 'on',
      username: 'on',
      first_name: 'on',
      last_name: 'on',
      password: 'on',
    },
    single_session_mode: true,
    sign_up: { mode: 'public', custom_action_required: false, legal_consent_enabled: false },
    restrictions: {
      allowlist: false,
      blocklist: false,
      allowlist_blocklist_disabled_on_sign_in: false,
      block_email_subaddresses: false,
      block_disposable_email_domains: false,
      ignore_dots_for_gmail_addresses: false,
    },
    organizations: {
      enabled: true,
      max_allowed_memberships: 5,
      max_allowed_roles: 10,
      max_allowed_domains: 10,
      admin_delete_enabled: true,
      domains_enabled: true,
      slug_disabled: false,
      domains_enrollment_modes: [
        'manual_invitation',
        'automatic_invitation',
        'automatic_suggestion',
      ],
    },
    communication: { blocked_country_codes: [] },
    protect: {
      rules_enabled: false,
      specter_enabled: false,
      checks_bypassed: false,
      checks_verified: false,
      // Exempt, because the emulator does not run the checks that Protect requires.
      checks_exempt: true,
    },
    oauth_applications: {
      dynamic_oauth_client_registration: false,
      default_scopes: null,
      oauth_jwt_access_tokens: false,
      aud_claim_enabled: false,
      pkce_required: false,
      client_id_metadata_documents_advertised: false,
      client_id_metadata_documents_only_allow_pre_registered_clients: false,
      client_id_metadata_documents_block_implicitly_allowed_clients: false,
    },
    custom_oauth_scopes: [],
  }
}

/** Whether an instance is a production instance. */
export function isProduction({ environment_type }: Settings): boolean {
  return environment_type === 'production'
}

/** Applies the settings of a seed. Settings that the seed does not contain stay unchanged. */
export function changeSettings(settings: Settings, changes: SettingsSeed): void {
  for (const [name, value] of Object.entries(changes)) {
    const before = settings[name as keyof Settings]
    const isGroup = typeof before === 'object' && before !== null && !Array.isArray(before)
    Object.assign(settings, { [name]: isGroup ? { ...before, ...(value as object) } : value })
  }
}

/** Copies the values of `changes` that are neither `undefined` nor `null` to `into`. */
export function take(into: object, changes: object): void {
  for (const [name, value] of Object.entries(changes)) {
    if (value !== null && value !== undefined) Object.assign(into, { [name]: value })
  }
}
