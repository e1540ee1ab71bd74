import { BILLING_SHAPES } from '../billing/seedShape.ts'
import { checkSettings } from '../instance/seed.ts'
import type { Seed } from '../seed.ts'
import { Refusal } from './errors.ts'
import { checkKinds, type Kinds, required } from './params.ts'

/** The kind of every field, so that a new one is not forgotten here. */
type KindsOf<T> = { [Name in keyof Required<T>]: Kinds[string] }
type Item<S, Name extends keyof S> = NonNullable<S[Name]> extends (infer T)[] ? T : never

/** What each list of a seed takes, and what each of its items must have. */
export type Shapes<S> = {
  [Name in keyof S as NonNullable<S[Name]> extends unknown[] ? Name : never]-?: {
    kinds: KindsOf<Item<S, Name>>
    needs: (keyof Item<S, Name> & string)[]
  }
}

const METADATA = {
  public_metadata: 'object?',
  private_metadata: 'object?',
} as const

const SHAPES: Shapes<Seed> = {
  permissions: {
    kinds: { id: 'string', name: 'string', key: 'string', description: 'string' },
    needs: ['name', 'key'],
  },
  roles: {
    kinds: {
      id: 'string',
      name: 'string',
      key: 'string',
      description: 'string?',
      permissions: 'string[]?',
      include_in_initial_role_set: 'boolean?',
    },
    needs: ['name', 'key'],
  },
  users: {
    kinds: {
      ...METADATA,
      id: 'string',
      external_id: 'string?',
      first_name: 'string?',
      last_name: 'string?',
      locale: 'string?',
      timezone: 'string?',
      username: 'string?',
      email_address: 'string[]',
      email_address_identification_status: 'string[]',
      phone_number: 'string[]',
      phone_number_identification_status: 'string[]',
      web3_wallet: 'string[]',
      password: 'string?',
      password_digest: 'string?',
      password_hasher: 'string?',
      skip_password_checks: 'boolean?',
      skip_password_requirement: 'boolean?',
      skip_user_requirement: 'boolean?',
      skip_legal_checks: 'boolean?',
      totp_secret: 'string?',
      backup_codes: 'string[]?',
      unsafe_metadata: 'object?',
      delete_self_enabled: 'boolean?',
      create_organization_enabled: 'boolean?',
      create_organizations_limit: 'number?',
      legal_accepted_at: 'time?',
      created_at: 'time?',
      bypass_client_trust: 'boolean?',
      skip_restriction_checks: 'boolean?',
      banned: 'boolean?',
      locked: 'boolean?',
      external_accounts: [
        {
          provider: 'string',
          provider_user_id: 'string',
          email_address: 'string',
          first_name: 'string',
          last_name: 'string',
          username: 'string?',
          approved_scopes: 'string',
          access_token: 'string',
        },
      ],
      passkeys: 'string[]',
      biometric_credentials: 'object[]',
      trusted_devices: 'object[]',
    },
    needs: [],
  },
  organizations: {
    kinds: {
      ...METADATA,
      id: 'string',
      name: 'string',
      slug: 'string?',
      created_by: 'string?',
      created_at: 'time?',
      max_allowed_memberships: 'number?',
      role_set_key: 'string?',
      members: [{ ...METADATA, user_id: 'string', role: 'string' }],
      invitations: [
        {
          ...METADATA,
          id: 'string',
          email_address: 'string',
          inviter_user_id: 'string?',
          role: 'string',
          redirect_url: 'string?',
          expires_in_days: 'number?',
          notify: 'boolean?',
        },
      ],
      domains: [{ name: 'string', enrollment_mode: 'string?', verified: 'boolean?' }],
    },
    needs: ['name'],
  },
  enterpriseConnections: {
    kinds: {
      id: 'string',
      name: 'string',
      provider: 'string',
      domains: 'string[]',
      organization_id: 'string?',
      allow_organization_account_linking: 'boolean?',
      active: 'boolean?',
      saml: 'object?',
      oidc: 'object?',
      custom_attributes: 'object[]',
      authenticatable: 'boolean',
      disable_jit_provisioning: 'boolean',
      sync_user_attributes: 'boolean',
    },
    needs: ['name', 'provider', 'domains'],
  },
  sessions: {
    kinds: {
      id: 'string',
      user_id: 'string',
      status: 'string',
      active_organization_id: 'string?',
      actor: 'object',
      expires_in_seconds: 'number',
      tasks: 'string[]',
    },
    needs: ['user_id'],
  },
  signUps: {
    kinds: {
      id: 'string',
      email_address: 'string',
      phone_number: 'string',
      username: 'string',
      first_name: 'string',
      last_name: 'string',
      external_id: 'string',
      unsafe_metadata: 'object',
    },
    needs: [],
  },
  invitations: {
    kinds: {
      id: 'string',
      email_address: 'string',
      public_metadata: 'object',
      redirect_url: 'string',
      ignore_existing: 'boolean?',
      expires_in_days: 'number?',
      template_slug: 'string',
      status: 'string',
    },
    needs: ['email_address'],
  },
  waitlist: {
    kinds: { id: 'string', email_address: 'string', status: 'string', is_locked: 'boolean' },
    needs: ['email_address'],
  },
  allowlist: { kinds: { id: 'string', identifier: 'string' }, needs: ['identifier'] },
  blocklist: { kinds: { id: 'string', identifier: 'string' }, needs: ['identifier'] },
  redirectUrls: { kinds: { id: 'string', url: 'string' }, needs: ['url'] },
  jwtTemplates: {
    kinds: {
      id: 'string',
      name: 'string',
      claims: 'object',
      lifetime: 'number?',
      allowed_clock_skew: 'number?',
      custom_signing_key: 'boolean',
      signing_algorithm: 'string?',
      signing_key: 'string?',
    },
    needs: ['name', 'claims'],
  },
  machines: {
    kinds: {
      id: 'string',
      name: 'string',
      scoped_machines: 'string[]',
      default_token_ttl: 'number',
      secret_key: 'string',
    },
    needs: ['name'],
  },
  apiKeys: {
    kinds: {
      id: 'string',
      secret: 'string',
      type: 'string',
      name: 'string',
      description: 'string?',
      subject: 'string',
      claims: 'object?',
      scopes: 'string[]',
      created_by: 'string?',
      seconds_until_expiration: 'number?',
    },
    needs: ['name', 'subject'],
  },
  oauthApplications: {
    kinds: {
      id: 'string',
      client_id: 'string',
      client_secret: 'string',
      name: 'string',
      redirect_uris: 'string[]?',
      callback_url: 'string?',
      scopes: 'string?',
      consent_screen_enabled: 'boolean?',
      pkce_required: 'boolean?',
      device_authorization_grant_enabled: 'boolean?',
      public: 'boolean?',
      dynamically_registered: 'boolean',
    },
    needs: ['name'],
  },
  templates: {
    kinds: {
      template_type: 'string',
      slug: 'string',
      name: 'string',
      subject: 'string?',
      markup: 'string?',
      body: 'string',
      delivered_by_clerk: 'boolean?',
      from_email_name: 'string',
      reply_to_email_name: 'string',
    },
    needs: ['template_type', 'slug'],
  },
}

/**
 * Looks at a seed that may come from a file, where no compiler has seen it.
 *
 * @throws {TypeError} naming the first thing that is not as it should be, and where it is.
 */
export function checkSeed(seed: unknown): void {
  if (!isObject(seed)) {
    throw new TypeError('The seed is refused: it must be an object with lists, such as users')
  }
  const { settings, billing, ...lists } = seed
  checkLists('', lists, SHAPES, 'settings, billing, ')
  if (settings !== undefined) {
    if (!isObject(settings)) throw new TypeError('The seed is refused: settings must be an object')
    located('settings', () => checkSettings(settings))
  }
  if (billing === undefined) return
  if (!isObject(billing)) throw new TypeError('The seed is refused: billing must be an object')
  checkLists('billing.', billing, BILLING_SHAPES)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function checkLists(
  place: string,
  lists: Record<string, unknown>,
  shapes: Record<string, { kinds: Kinds; needs: string[] }>,
  others = '',
): void {
  for (const [name, value] of Object.entries(lists)) {
    if (value === undefined) continue
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined
    if (!shape) {
      throw new TypeError(
        `The seed is refused: ${place}${name} is unknown; it takes ${others}${Object.keys(shapes).join(', ')}`,
      )
    }
    if (!Array.isArray(value)) {
      throw new TypeError(`The seed is refused: ${place}${name} must be a list`)
    }
    value.forEach((item, i) => {
      checkItem(`${place}${name}[${i}]`, item, shape.kinds, shape.needs)
    })
  }
}

function checkItem(place: string, item: unknown, kinds: Kinds, needs: string[]): void {
  if (!isObject(item)) {
    throw new TypeError(`The seed is refused: ${place} must be an object`)
  }
  // A field that is undefined counts as left out.
  const given = Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined))
  located(place, () => {
    checkKinds(given, kinds, '')
    required(given, ...needs)
  })
}

/**
 * Does a part of the planting, and says in words which part was refused.
 *
 * @throws {TypeError} in place of a refusal of the API.
 */
export function located<T>(place: string, plant: () => T): T {
  try {
    return plant()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [first] = error.errors
    const param = first?.meta?.param_name
    const long = `${first?.long_message ?? first?.message}`
    if (typeof param === 'string' && long.startsWith(param)) {
      throw new TypeError(`The seed is refused: ${place}.${long}`)
    }
    throw new TypeError(`The seed is refused: ${place}: ${first?.code}: ${long}`)
  }
}
