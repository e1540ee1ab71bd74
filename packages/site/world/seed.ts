import type { Seed } from 'clerklet-emulator'

const DAY = 86_400_000
/** The permissions that the role of the creator of an organization must have. */
const OF_CREATORS = [
  'org:sys_memberships:manage',
  'org:sys_memberships:read',
  'org:sys_profile:delete',
]

/** The seed for the examples of the doc comments. `world.ts` creates the data whose ids a seed cannot set. */
export function seedAt(now: number): Seed {
  return {
    settings: {
      application_name: 'Analytical Engines',
      organizations: { domains_enabled: true },
    },
    permissions: [{ id: 'perm_2abc', name: 'Read reports', key: 'org:reports:read' }],
    roles: [
      { id: 'role_2abc', name: 'Auditor', key: 'org:auditor' },
      { name: 'Pupil', key: 'org:pupil' },
      { name: 'Teacher', key: 'org:teacher', permissions: OF_CREATORS },
      { name: 'Guest', key: 'org:guest' },
      { name: 'Parent', key: 'org:parent' },
    ],
    users: [
      {
        id: 'user_2abc',
        first_name: 'Ada',
        last_name: 'Lovelace',
        username: 'ada',
        email_address: ['ada+clerk_test@example.net'],
        phone_number: ['+12015550142'],
        web3_wallet: ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
        password: 'notes on the engine',
        totp_secret: 'JBSWY3DPEHPK3PXP',
        backup_codes: ['123456'],
        public_metadata: { plan: 'free', trial: true },
        external_accounts: [
          {
            provider: 'oauth_google',
            provider_user_id: '1815',
            email_address: 'ada@example.net',
            approved_scopes: 'email profile',
            access_token: 'ya29.example',
          },
        ],
        passkeys: ['Laptop'],
        biometric_credentials: [
          { id: 'tdev_2abc', platform: 'ios', app_identifier: 'com.example.engines' },
          { id: 'device_2abc', platform: 'android', app_identifier: 'com.example.engines' },
        ],
      },
      {
        id: 'user_2def',
        first_name: 'Alan',
        last_name: 'Turing',
        username: 'alan',
        email_address: ['alan@example.net'],
      },
      {
        id: 'user_2ghi',
        username: 'mallory',
        email_address: ['mallory@example.net'],
        banned: true,
      },
      { id: 'user_2admin', first_name: 'Grace', email_address: ['grace@example.net'] },
    ],
    organizations: [
      {
        id: 'org_2abc',
        name: 'Analytical Engines',
        slug: 'analytical-engines',
        created_by: 'user_2abc',
        public_metadata: { plan: 'free', trial: true },
        members: [{ user_id: 'user_2admin', role: 'org:admin' }],
        invitations: [
          { id: 'orginv_2abc', email_address: 'charles@example.net', role: 'org:member' },
        ],
      },
      {
        id: 'org_2def',
        name: 'Mechanical Looms',
        slug: 'mechanical-looms',
        created_by: 'user_2def',
        invitations: [{ email_address: 'ada+clerk_test@example.net', role: 'org:member' }],
      },
    ],
    enterpriseConnections: [
      {
        id: 'entconn_2abc',
        name: 'Engines',
        provider: 'saml_okta',
        domains: ['engines.example'],
        organization_id: 'org_2abc',
        saml: {
          idp_entity_id: 'https://idp.engines.example/entity',
          idp_sso_url: 'https://idp.engines.example/sso',
          idp_certificate: 'MIIC',
        },
      },
      { id: 'entconn_2def', name: 'Looms', provider: 'saml_okta', domains: ['looms.example'] },
      { id: 'entconn_2ghi', name: 'Mills', provider: 'saml_okta', domains: ['mills.example'] },
    ],
    jwtTemplates: [
      {
        id: 'jtmp_2abc',
        name: 'hasura',
        claims: { aud: 'hasura', email: '{{user.primary_email_address}}' },
        lifetime: 300,
      },
    ],
    signUps: [{ id: 'sua_2abc', email_address: 'mary@example.net' }],
    invitations: [{ id: 'inv_2abc', email_address: 'mary@example.net' }],
    waitlist: [{ id: 'wle_2abc', email_address: 'joan@example.net' }],
    allowlist: [{ id: 'alid_2abc', identifier: '*@example.net' }],
    blocklist: [{ id: 'blid_2abc', identifier: '*@spam.example' }],
    redirectUrls: [{ id: 'ru_2abc', url: 'engines://callback' }],
    machines: [
      { id: 'mch_2abc', name: 'billing' },
      { id: 'mch_2def', name: 'ledger' },
    ],
    apiKeys: [
      {
        id: 'ak_0123',
        secret: 'ak_0123',
        name: 'Continuous integration',
        subject: 'user_2abc',
        scopes: ['builds:read'],
      },
    ],
    oauthApplications: [
      {
        id: 'oa_2abc',
        name: 'General journal',
        redirect_uris: ['https://journal.example.com/callback'],
        scopes: 'email profile offline_access',
      },
    ],
    templates: [
      {
        template_type: 'email',
        slug: 'invitation',
        name: 'Invitation',
        subject: 'Join the engines',
        body: '<a href="{{action_url}}">Join</a>',
      },
    ],
    billing: {
      plans: [
        { id: 'cplan_2abc', name: 'Pro', slug: 'pro', amount: 1_000, free_trial_days: 14 },
        { id: 'cplan_2def', name: 'Team', slug: 'team', amount: 5_000, for_payer_type: 'org' },
      ],
      prices: [
        { id: 'cprice_2abc', plan_id: 'cplan_2abc', amount: 900 },
        { id: 'cprice_2def', plan_id: 'cplan_2abc', amount: 1_200 },
      ],
      discounts: [{ id: 'disc_2abc', name: 'Launch', percent_off: 20 }],
      subscriptions: [
        {
          id: 'csub_item_2abc',
          user_id: 'user_2abc',
          plan: 'pro',
          price_id: 'cprice_2abc',
          free_trial: true,
        },
        { organization_id: 'org_2abc', plan: 'team', past_due: true },
      ],
      statements: [
        {
          id: 'stmt_2abc',
          user_id: 'user_2abc',
          timestamp: now - 30 * DAY,
          payments: [{ amount: 900 }],
        },
      ],
    },
  }
}
