import type { MethodNotes } from './support/methods.ts'

const MACHINE_KEY = 'Set `machineSecretKey` on the context in place of the option.'
const METADATA_OF = (entity: string) =>
  `Metadata is sent with \`replace${entity}Metadata\`, which is what the method does, or \`merge${entity}Metadata\`.`
const HEADERS = 'Pass the headers as `options.headers`.'
const UNSPECIFIED = 'the field of the response; no specification has it, and so no type'

/** The notes in docs/methods.md that cannot be derived from the types of clerklet and of the official client. */
export const MOVING_NOTES: MethodNotes = {
  functions: {
    // The method sends a second request for the total.
    'users.getUserList': ['listUsers', 'countUsers'],
    // The route of the method is in no specification.
    'betaFeatures.changeDomain': ['changeProductionInstanceDomain'],
  },

  methods: {
    '__experimental_accountlessApplications.createAccountlessApplication': HEADERS,
    '__experimental_accountlessApplications.completeAccountlessApplicationOnboarding': HEADERS,
    'apiKeys.verify': 'The secret is `params.secret`.',
    'betaFeatures.changeDomain': 'The method calls a route that no specification has.',
    'blocklistIdentifiers.getBlocklistIdentifierList':
      'The specification has no pages of this list.',
    'clients.verifyClient': 'The token is `params.token`.',
    'emails.create': 'The key is `options.idempotencyKey`.',
    'emails.createBatch':
      'The messages are `params.messages`, with the same fields in snake_case. The fields of a result keep their names: `status_code`, `retry_after_seconds`.',
    'idPOAuthAccessToken.verify':
      'The token is `params.access_token`. The result may be `{ active: false }`. `verifyMachineToken` of `clerklet/verify` checks `audience`, too.',
    'm2m.createToken': MACHINE_KEY,
    'm2m.list': `The list is \`m2m_tokens\`. ${MACHINE_KEY}`,
    'm2m.revokeToken': MACHINE_KEY,
    'm2m.verify': `The method verifies JWTs, too: for them, use \`verifyMachineToken\` of \`clerklet/verify\`. ${MACHINE_KEY}`,
    'machines.createScope': 'The second machine is `params.to_machine_id`.',
    'organizations.getOrganization':
      'The id or the slug is an argument: `getOrganization(ctx, organizationId)`.',
    'organizations.updateOrganization': METADATA_OF('Organization'),
    'organizations.updateOrganizationDomain': 'The specification has no `name` here.',
    'sessions.getToken':
      'Without a template, use the first function; with one, the second. `expiresInSeconds` is `params.expires_in_seconds`.',
    'sessions.refreshSession': 'The result depends on `params.format`.',
    'sessions.verifySession': 'The token is `params.token`.',
    'signUps.update': 'The id of the sign-up is an argument.',
    'users.getCount': 'The number is `total_count` of the result.',
    'users.getUserList':
      'The method sends a second request for the total. Here, `countUsers` is a call of its own, for programs that need the number.',
    'users.getUserOauthAccessToken':
      'The method adds `oauth_` to the name of the provider. Here, the name has its prefix: `oauth_google`.',
    'users.updateUser': METADATA_OF('User'),
  },

  fields: {
    raw: 'the response itself',
    'EnterpriseConnection.allowSubdomains': '`saml_connection.allow_subdomains`',
    'EnterpriseConnection.authenticatable': UNSPECIFIED,
    'EnterpriseConnection.disableJitProvisioning': UNSPECIFIED,
    'EnterpriseConnectionSamlConnection.idpCertificate': UNSPECIFIED,
    'EnterpriseConnectionSamlConnection.idpCertificateIssuedAt': UNSPECIFIED,
    'EnterpriseConnectionSamlConnection.idpCertificateExpiresAt': UNSPECIFIED,
    'EnterpriseConnectionSamlConnection.idpMetadata': UNSPECIFIED,
    'EnterpriseConnectionSamlConnection.syncUserAttributes':
      '`sync_user_attributes` of the connection',
    'ExternalAccount.externalId': '`provider_user_id`',
    'IdPOAuthAccessToken.type': UNSPECIFIED,
    'OAuthApplication.isPublic': '`public`',
    'User.fullName': "`[user.first_name, user.last_name].filter(Boolean).join(' ')`",
    'User.primaryEmailAddress':
      'the item of `email_addresses` with the id `primary_email_address_id`; `primaryEmail(user)` is its address',
    'User.primaryPhoneNumber':
      'the item of `phone_numbers` with the id `primary_phone_number_id`; `primaryPhone(user)` is its number',
    'User.primaryWeb3Wallet': 'the item of `web3_wallets` with the id `primary_web3_wallet_id`',
  },
}
