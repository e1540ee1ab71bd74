/** How the emulator simplifies operations. Operations without an entry follow the rules of the API as far as they are known. */
export const simplified: Record<string, string> = {
  adjustOrganizationBillingCreditBalance: 'A balance has one currency, and is never negative.',
  adjustUserBillingCreditBalance: 'A balance has one currency, and is never negative.',
  createBillingPriceTransition:
    'A higher price applies at once, a lower one from the next period. Charges are calculated in whole days.',
  getBillingStatement:
    'There is a statement for each payer and month. It has no taxes, because the API has no tax rate.',
  getOrganizationBillingSubscription:
    'A charge fails when `setCard` makes the card decline, and is retried when `setCard` makes it valid. To buy more seats, subscribe again.',
  getUserBillingSubscription:
    'A charge fails when `setCard` makes the card decline, and is retried when `setCard` makes it valid.',
  listBillingStatements:
    'There is a statement for each payer and month. It has no taxes, because the API has no tax rate.',
  listBillingSubscriptionItems:
    'With a running clock, renewals take place at the next request for billing.',
  createAccountlessApplication:
    'No other instance is created. The response has the keys of this one.',
  completeAccountlessApplication:
    'There is nothing to complete. The response has the keys of this instance.',
  bulkCreateEmails: 'No e-mail is sent. Each stays queued.',
  createEmail: 'No e-mail is sent. It stays queued.',
  createSvixApp: 'The link leads to no Svix app.',
  generateSvixAuthUrl: 'The link leads to no Svix app.',
  getTemplate: 'The wording differs from that of Clerk, and some of its templates are missing.',
  listTemplates: 'The wording differs from that of Clerk, and some of its templates are missing.',
  previewTemplate:
    'Variables are replaced by samples. Conditions, loops and layouts are not supported.',
  getPublicInterstitial: 'The script of the page is loaded from Clerk, or is missing.',
  createOrganization:
    'When slugs are disabled, the organization still has one, derived from its name, because the specification requires a string.',
  updateOrganization:
    'When slugs are disabled, the organization keeps the one derived from its name, because the specification requires a string.',
  createOrganizationInvitation:
    'No e-mail is sent, only the event `email.created`. A request to `url` accepts for the invited address. The ticket is the id of the invitation.',
  bulkCreateOrganizationInvitations:
    'No e-mail is sent, only the event `email.created`. A request to `url` accepts for the invited address. The ticket is the id of the invitation.',
  createOrganizationDomain:
    'Suggestions cannot be accepted. They remain until the user is a member. Invitations and suggestions of a domain send no e-mail.',
  updateOrganizationDomain:
    'Invitations and suggestions of the previous mode remain, because the API has no parameter that revokes them.',
  replaceRoleSet:
    'The members are moved before the response, so a `role_set_migration` is never in progress.',
  replaceRoleInRoleSet:
    'The members are moved before the response, so a `role_set_migration` is never in progress.',
  updateInstance:
    '`development_origin` and `enhanced_email_deliverability` are stored, but have no effect.',
  updateInstanceRestrictions: 'Only twelve domains count as disposable.',
  updateInstanceProtect: 'The settings are stored, but block nothing.',
  updateInstanceCommunication:
    'Every country is accepted, whatever the cost of its text messages. When countries share a calling code, numbers belong to the largest, except those of Canada.',
  verifyDomainProxy:
    'The proxy is requested with the option `fetch` of the emulator. Without this option, every https URL passes.',
  createUser:
    'Only a few well-known passwords are refused with `form_password_pwned`. Of the attributes that the settings require, only a password and the legal terms are required.',
  updateUser: 'Only a few well-known passwords are refused with `form_password_pwned`.',
  verifyUserPassword:
    'A digest of `awscognito` or `hmac_sha256_utf16_b64` matches no password. Only Amazon can verify the former, and the format of the latter is not published.',
  verifyUserTotp: 'The first correct code verifies the app of `createUserTotp`.',
  createUserTotp:
    'The first code that `verifyUserTotp` accepts verifies it, because there is no page on which the user could.',
  deleteUserPasskey: 'Only a seed can create passkeys.',
  listUserBiometricCredentials: 'Only a seed can create credentials.',
  revokeUserBiometricCredential: 'Only a seed can create credentials.',
  listUserTrustedDevices: 'They are the biometric credentials, which only a seed can create.',
  revokeUserTrustedDevice: 'They are the biometric credentials, which only a seed can create.',
  deleteUserExternalAccount: 'Only a seed can create accounts.',
  listUserOAuthAccessTokens: 'Only a seed can set tokens. They never expire.',
  prepareEmailAddressVerification:
    'No e-mail is sent. The event `email.created` has the code. In test mode, the code of test addresses is 424242.',
  preparePhoneNumberVerification:
    'No text message is sent. The event `sms.created` has the code. In test mode, the code of fictional numbers is 424242.',
  createEmailAddress: 'No e-mail is sent. The event `email.created` has its content.',
  updateEmailAddress: 'No e-mail is sent. The event `email.created` has its content.',
  replaceUserEmailAddress: 'No e-mail is sent. The event `email.created` has its content.',
  createJwtTemplate: 'Only private keys in PKCS #8 are accepted.',
  updateJwtTemplate: 'Only private keys in PKCS #8 are accepted.',
  createSessionTokenFromTemplate: 'Undocumented shortcodes are null. Times are in seconds.',
  createSignInToken: 'The ticket is an opaque string, not a JWT.',
  createActorToken: 'The ticket is an opaque string, not a JWT.',
  createAgentTask: 'The ticket is an opaque string, not a JWT.',
  createTestingToken: 'There is no bot protection that the token could bypass.',
  createInvitation:
    'No e-mail is sent. The event `email.created` has its content. A request to `url` creates the user, unless it leads to a page of the application.',
  bulkCreateInvitations:
    'No e-mail is sent. The event `email.created` has its content. A request to `url` creates the user, unless it leads to a page of the application.',
  createWaitlistEntry: 'No e-mail is sent. The event `email.created` has its content.',
  bulkCreateWaitlistEntries: 'No e-mail is sent. The event `email.created` has its content.',
  inviteWaitlistEntry: 'No e-mail is sent. The event `email.created` has its content.',
  createRedirectUrl:
    'Only the redirects of tickets are compared with it. No OAuth flow ends at such a URL.',
  createEnterpriseConnection:
    'No identity provider is contacted. Metadata is stored as it is sent, and certificates have no dates.',
  updateEnterpriseConnection:
    'No identity provider is contacted. Metadata is stored as it is sent, and certificates have no dates.',
  createEnterpriseConnectionTestRun:
    'The test run stays pending, because no identity provider responds. The link leads nowhere.',
  createSamlConnection:
    'No identity provider is contacted. Metadata is stored as it is sent, certificates have no dates, and users are not counted.',
  updateSamlConnection:
    'No identity provider is contacted. Metadata is stored as it is sent, certificates have no dates, and users are not counted.',
  createDirectory:
    'No server listens at `endpoint_url`. Users are not provisioned, and a group only has a name if it is given.',
  createScimDirectory:
    'No server listens at `endpoint_url`. Users are not provisioned, and a group only has a name if it is given.',
  createAdminPortalLinkToken: 'There is no portal that accepts the token.',
}
