/** A deliberate difference from the specification. */
export interface Deviation {
  reason: string
  /** The lines that the comparison prints; `*` stands for anything. A line that is no longer printed fails the test. */
  differences: string[]
}

/** The entities whose `verification` has one of several types. */
const verified = [
  'EmailAddress',
  'EnterpriseAccount',
  'ExternalAccountWithVerification',
  'PhoneNumber',
  'SAMLAccount',
  'Web3Wallet',
]

/** Every deliberate difference between our functions and the specification. */
export const deviations: Deviation[] = [
  {
    reason: 'Known to the official SDK only; marked as experimental.',
    differences: [
      'bulkCreateEmails: not in the specification',
      'createEmail: not in the specification',
      'deleteInvitation: not in the specification',
      'getEmail: not in the specification',
      'getHandshakePayload: not in the specification',
    ],
  },
  {
    reason: 'Only in the document of 2025-03-12, and in the official SDK; marked as experimental.',
    differences: [
      'completeAccountlessApplication: not in the specification',
      'createAccountlessApplication: not in the specification',
    ],
  },
  {
    reason: 'Removed in 2025-04-10: the function requests the version 2024-10-01, which has it.',
    differences: ['verifySession: not in the specification'],
  },
  {
    reason:
      'The official SDK reads them since 3.25: the resource servers that an access token is for, and who acts with it.',
    differences: [
      'verifyOAuthAccessToken().aud: not in the specification',
      'verifyOAuthAccessToken().act: not in the specification',
    ],
  },
  {
    reason: 'In no current document, but in the clients that people migrate from.',
    differences: ['createUserTotp: not in the specification'],
  },
  {
    reason: 'Always sent as true, so that every list returns a page: callers cannot choose.',
    differences: ['*.paginated: missing here'],
  },
  {
    reason: 'The official SDK sends it or reads it; marked as experimental in the params.',
    differences: [
      'EnterpriseConnection.saml_connection.idp_certificates: not in the specification',
      'InstanceRestrictions.id: not in the specification',
      'InstanceRestrictions.ignore_dots_for_gmail_addresses: not in the specification',
      'OrganizationSettings.id: not in the specification',
      'SAMLConnection.idp_certificates: not in the specification',
      'User.timezone: not in the specification',
      'createEnterpriseConnection.authenticatable: not in the specification',
      'createEnterpriseConnection.disable_jit_provisioning: not in the specification',
      'createEnterpriseConnection.saml.idp_certificates: not in the specification',
      'createEnterpriseConnection.sync_user_attributes: not in the specification',
      'createSamlConnection.idp_certificates: not in the specification',
      'createUser.timezone: not in the specification',
      'refreshSession.suffixed_cookies: not in the specification',
      'updateEnterpriseConnection.authenticatable: not in the specification',
      'updateEnterpriseConnection.disable_jit_provisioning: not in the specification',
      'updateEnterpriseConnection.provider: not in the specification',
      'updateEnterpriseConnection.saml.idp_certificates: not in the specification',
      'updateInstance.enhanced_email_deliverability: not in the specification',
      'updateSamlConnection.idp_certificates: not in the specification',
      'updateSamlConnection.provider: not in the specification',
      'updateInstanceRestrictions.ignore_dots_for_gmail_addresses: not in the specification',
      'updateUser.timezone: not in the specification',
    ],
  },
  {
    reason:
      'A domain has this mode since 2026-06, so the settings that list the modes may name it.',
    differences: [
      'OrganizationSettings.domains_enrollment_modes[]: value enterprise_sso is not in the specification',
    ],
  },
  {
    reason: 'The description of the parameter and the official SDK allow several.',
    differences: ['list*OrganizationInvitations.status: array here only'],
  },
  {
    reason:
      'One object for all kinds of verification: the discriminator is optional in each of them, new kinds and strategies ' +
      'have broken generated clients several times, and attempts and expire_at arrived as null or not at all.',
    differences: [
      ...verified.flatMap((entity) => [
        `${entity}.verification.*: not in the specification`,
        `${entity}.verification.attempts: required in the specification only`,
        `${entity}.verification.object: the known values are not listed here`,
      ]),
      'ExternalAccountWithVerification.verification.expire_at: required in the specification only',
      'ExternalAccountWithVerification.verification.external_verification_redirect_url: null here only',
      'PhoneNumber.verification.expire_at: required in the specification only',
      'PhoneNumber.verification.status: value transferable is not in the specification',
      'PhoneNumber.verification.strategy: the known values are not listed here',
      'SAMLAccount.verification.strategy: the known values are not listed here',
      'Web3Wallet.verification.expire_at: required in the specification only',
      'Web3Wallet.verification.status: value transferable is not in the specification',
      'Web3Wallet.verification.strategy: the known values are not listed here',
      'verification_passkey.*: not in the specification',
      'verification_passkey.*: required in the specification only',
      'verification_passkey.*: the known values are not listed here',
      'verification_passkey.nonce: null here only',
      'verification_passkey.status: value * is not in the specification',
    ],
  },
  {
    reason:
      'The error of a verification comes from an identity provider: only a code and a message are certain.',
    differences: [
      '*.verification.error.long_message: required in the specification only',
      '*.verification.error.meta: null here only',
      'ClerkError.long_message: required in the specification only',
      'ClerkError.meta: null here only',
    ],
  },
  {
    reason: 'The types of the official SDK allow null here, or do not require the key.',
    differences: [
      'ActorToken.actor: null here only',
      'ActorToken.token: null here only',
      'ActorToken.url: null here only',
      'ExternalAccountWithVerification.public_metadata: *',
      'Invitation.public_metadata: null here only',
      'Organization.public_metadata: null here only',
      'OrganizationMembership.organization.public_metadata: null here only',
      'OrganizationWithLogo.public_metadata: null here only',
      'SignUp.abandon_at: null here only',
      'SignUp.external_account: null here only',
      'SignUp.public_metadata: null here only',
      'SignUp.unsafe_metadata: null here only',
      'User.organization_memberships: null here only',
      'WaitlistEntry.invitation.public_metadata: null here only',
      'revokeInvitation().public_metadata: null here only',
    ],
  },
  {
    reason:
      'null for a role without permissions: it broke the list of memberships in generated clients.',
    differences: ['OrganizationMembership.permissions: null here only'],
  },
  {
    reason: 'Siblings of the external account, whose metadata may be null in the official SDK.',
    differences: [
      'EnterpriseAccount.public_metadata: null here only',
      'SAMLAccount.public_metadata: null here only',
    ],
  },
  {
    reason: 'Only on Google and Facebook accounts, and needed to delete such an account.',
    differences: ['ExternalAccountWithVerification.external_account_id: not in the specification'],
  },
  {
    reason: 'Required since 2026-04, but not by the official SDK: typed, but not always sent.',
    differences: [
      'EnterpriseAccountConnection.allow_idp_initiated: required in the specification only',
      'EnterpriseAccountConnection.allow_subdomains: required in the specification only',
      'EnterpriseAccountConnection.disable_additional_identifications: required in the specification only',
    ],
  },
  {
    reason:
      'Required in the document, and missing from its own examples of the same entity in events, which are older.',
    differences: [
      'Invitation.public_metadata: required in the specification only',
      'OrganizationDomain.affiliation_verification: required in the specification only',
      'OrganizationDomain.*_verification.verified_at: required in the specification only',
      'OrganizationDomain.ownership_verification: required in the specification only',
      'OrganizationDomain.verification.verified_at: required in the specification only',
      'OrganizationInvitation.inviter_id: required in the specification only',
      'OrganizationInvitation.public_inviter_data: required in the specification only',
      'OrganizationInvitationWithPublicOrganizationData.inviter_id: required in the specification only',
      'OrganizationInvitationWithPublicOrganizationData.public_inviter_data: required in the specification only',
      'Role.is_creator_eligible: required in the specification only',
      'WaitlistEntry.invitation.public_metadata: required in the specification only',
      'revokeInvitation().public_metadata: required in the specification only',
    ],
  },
  {
    reason: 'Optional in the document, but in every response: users would have to assert it.',
    differences: [
      'AllowlistIdentifier.id: required here only',
      'BlocklistIdentifier.id: required here only',
      'EmailAddress.id: required here only',
      'EnterpriseConnection.oauth_config.id: required here only',
      'EnterpriseConnection.saml_connection.id: required here only',
      'Passkey.id: required here only',
      'PhoneNumber.id: required here only',
      'Template.id: required here only',
      'Template.object: required here only',
      'Web3Wallet.id: required here only',
      '*().user_id: required here only',
    ],
  },
  {
    reason: 'One entity for the invitations of all lists: some have the organization in them.',
    differences: ['OrganizationInvitation.public_organization_data: not in the specification'],
  },
  {
    reason:
      'The entity is the same one that other calls return, so its other states are listed, too.',
    differences: ['revokeInvitation().status: value * is not in the specification'],
  },
  {
    reason:
      'One entity for two that differ in the document and are the same thing: it has the keys of both, and requires ' +
      'what both require. Plans and payers also arrived as null or not at all (clerk/javascript issues 6839, 7023; ' +
      'clerk-sdk-python 195).',
    differences: [
      'CommercePlan.*: not in the specification',
      'CommercePlan.*: required in the specification only',
      'CommercePlan-2.*: deprecated here only',
      'CommercePlan-2.*: not in the specification',
      'CommercePlan-2.*: null here only',
      'CommercePlan-2.*: required in the specification only',
      'CommerceSubscriptionItem.*: not in the specification',
      'CommerceSubscriptionItem.*: null here only',
      'CommerceSubscriptionItem.*: required in the specification only',
      'CommerceSubscriptionItem-2.*: deprecated here only',
      'CommerceSubscriptionItem-2.*: not in the specification',
      'CommerceSubscriptionItem-2.*: null here only',
      'CommerceSubscriptionItem-2.*: required in the specification only',
      'CommerceSubscriptionItem-2.status: value * is not in the specification',
      'FeatureResponse.*: required in the specification only',
      'FeatureResponse-2.*: null here only',
      'FeatureResponse-2.*: required in the specification only',
    ],
  },
  {
    reason:
      'The document deprecates all SAML operations in favour of enterprise connections, and this key says the same twice.',
    differences: ['User.saml_accounts: deprecated here only'],
  },
  {
    reason: 'The document requires no key of these responses, which are useless without them.',
    differences: [
      'JWKS.keys: required here only',
      'createSessionToken*().jwt: required here only',
      'createSessionToken*().object: required here only',
    ],
  },
  {
    reason: 'It tells two kinds of responses apart, so that TypeScript narrows.',
    differences: ['SessionRefresh.object: the values are a closed list here'],
  },
  {
    reason: 'null in the example of a role that was deleted.',
    differences: ['DeletedObject.slug: null here only'],
  },
  {
    reason: 'The document allows any JSON: claims are an object, or null for none.',
    differences: ['*.claims: unknown in the specification only'],
  },
  {
    reason: 'A query can contain null only as a word: omitting the parameter means the same.',
    differences: ['list*: null in the specification only'],
  },
]

/**
 * Differences between webhook events and the specification. `deviations` has the differences that an entity also has in
 * responses.
 */
export const eventDeviations: Deviation[] = [
  {
    reason: 'Known to the official SDK only. Its data is that of the other events of an item.',
    differences: ['subscriptionItem.created: not in the specification'],
  },
  {
    reason:
      'One entity for the e-mails of events and of the official SDK: it has the keys of both, and requires ' +
      'what both require.',
    differences: [
      'EmailEventPayload.data: null here only',
      'EmailEventPayload.data: required in the specification only',
      'EmailEventPayload.slug: required in the specification only',
      'EmailEventPayload.suppression_reason: not in the specification',
    ],
  },
  {
    reason:
      'There is an event for a pending session, but the document lacks the state and its tasks.',
    differences: [
      'SessionEventPayload.status: value pending is not in the specification',
      'SessionEventPayload.tasks: not in the specification',
    ],
  },
  {
    reason:
      'One entity for three events: the document puts the organization into an object in the object, which no example has, ' +
      'and lets only the invitation that was accepted have a user.',
    differences: [
      'OrganizationInvitationAcceptedPayload.data: required in the specification only',
      'OrganizationInvitationAcceptedPayload.inviter_id: required in the specification only',
      'OrganizationInvitationAcceptedPayload.public_inviter_data: required in the specification only',
      'OrganizationInvitationAcceptedPayload.public_organization_data: not in the specification',
      'OrganizationInvitationAcceptedPayload.user_id: required in the specification only',
      'organizationInvitation.*.data.inviter_id: required in the specification only',
      'organizationInvitation.*.data.public_inviter_data: required in the specification only',
      'organizationInvitation.*.data.public_organization_data: not in the specification',
      'organizationInvitation.*.data.user_id: not in the specification',
    ],
  },
  {
    reason: 'Required in the document, and missing from its own examples.',
    differences: [
      'BillingPayerEventPayload.email: required in the specification only',
      'BillingPayerEventPayload.first_name: required in the specification only',
      'BillingPayerEventPayload.last_name: required in the specification only',
      'BillingPayerEventPayload.organization_id: required in the specification only',
      'BillingPayerEventPayload.organization_name: required in the specification only',
      'BillingPayerEventPayload.user_id: required in the specification only',
      'BillingSubscriptionItem.created_at: required in the specification only',
      'BillingSubscriptionItem.interval: required in the specification only',
      'BillingSubscriptionItem.object: required in the specification only',
      'BillingSubscriptionItem.updated_at: required in the specification only',
      'PaymentAttemptEventPayload.invoice_id: required in the specification only',
      'SmsEventPayload.created_at_ms: required in the specification only',
    ],
  },
  {
    reason: 'Only in the examples of the document.',
    differences: [
      'BillingSubscriptionItemEventPayload.object: value subscription_item is not in the specification',
      'SmsEventPayload.created_at: not in the specification',
    ],
  },
  {
    reason: 'An item that never ends has no end (clerk/javascript issue 7699).',
    differences: ['BillingSubscriptionItem.period_end: null here only'],
  },
  {
    reason: 'One entity for the plans of all events: some have prices by the unit.',
    differences: ['BillingSubscriptionItem.plan.unit_prices: not in the specification'],
  },
]
