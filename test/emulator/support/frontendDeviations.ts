/** The schema of a sign-up's verification before a code has been sent to the address or number. */
const UNPREPARED = {
  type: 'object',
  required: ['status', 'next_action', 'supported_strategies'],
  properties: {
    status: { type: 'string', enum: ['unverified'] },
    next_action: { type: 'string', enum: ['needs_prepare'] },
    supported_strategies: { type: 'array', items: { type: 'string' } },
  },
  additionalProperties: false,
}

const NOT_SENT =
  'The components do not send a code when the verification already has the strategy email_code or phone_code.'

const READ = 'The types of the script have these fields (EnvironmentJSON of @clerk/shared).'

/** Returns a deviation that allows additional fields in an object. */
function more(schema: string, ...names: string[]) {
  return {
    at: `/components/schemas/${schema}/properties`,
    add: Object.fromEntries(names.map((name) => [name, {}])),
    reason: READ,
  }
}

/**
 * Differences between responses of the emulator and the published Frontend API. clerk-js, its components and OAuth clients
 * expect these differences. `at` is a JSON Pointer into the specification. `add` is merged into the value at `at`, and `remove`
 * lists the keys to remove.
 */
export const deviations: { at: string; add?: object; remove?: string[]; reason: string }[] = [
  {
    at: '/components/schemas/Client.SignUp.Verifications/properties/email_address/oneOf',
    add: [UNPREPARED],
    reason: NOT_SENT,
  },
  {
    at: '/components/schemas/Client.SignUp.Verifications/properties/phone_number',
    remove: ['allOf'],
    add: {
      oneOf: [
        {
          allOf: [
            { $ref: '#/components/schemas/Stubs.Verification.OTP' },
            { $ref: '#/components/schemas/Stubs.SignUpVerification.AdditionalFields' },
          ],
        },
        UNPREPARED,
      ],
    },
    reason: NOT_SENT,
  },
  more('UserSettings.EnterpriseSSO', 'self_serve_directory_sync'),
  more('UserSettings.SignIn/properties/second_factor', 'enabled'),
  more('UserSettings.SignUp', 'allowlist_only', 'mfa'),
  more(
    'Client.OrganizationSettings',
    'force_organization_selection',
    'organization_creation_defaults',
  ),
  more('Client.ProtectConfig', 'object', 'id'),
  {
    at: '/components/responses/OAuth.TokenError400/content/application~1json/schema/properties/error/enum',
    add: ['unsupported_grant_type', 'invalid_scope', 'invalid_target'],
    reason: 'RFC 6749 and RFC 8707 define these codes, and OAuth clients distinguish them.',
  },
]
