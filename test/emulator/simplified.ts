/** The simplifications of each operation. Other operations follow the rules of the API as far as they are known. */
export const simplified: Record<string, string> = {
  adjustOrganizationBillingCreditBalance: 'A balance has one currency, and is never below zero.',
  adjustUserBillingCreditBalance: 'A balance has one currency, and is never below zero.',
  createBillingPriceTransition:
    'A higher price holds at once, a lower one from the next period; charges are by whole days.',
  getBillingStatement:
    'There is a statement for each payer and month, without taxes: nothing of the API sets their rate.',
  getOrganizationBillingSubscription:
    'A charge fails when `setCard` says so, and is not tried again before it says otherwise. More seats are bought by subscribing again.',
  getUserBillingSubscription:
    'A charge fails when `setCard` says so, and is not tried again before it says otherwise.',
  listBillingStatements:
    'There is a statement for each payer and month, without taxes: nothing of the API sets their rate.',
  listBillingSubscriptionItems:
    'A clock that runs by itself brings what a period brings when billing is next asked for.',
  createAccountlessApplication: 'It makes no other instance: the answer has the keys of this one.',
  completeAccountlessApplication:
    'There is nothing to complete: the answer has the keys of this instance.',
  bulkCreateEmails: 'No e-mail leaves: each stays queued.',
  createEmail: 'No e-mail leaves: it stays queued.',
  createSvixApp: 'There is no Svix behind the link.',
  generateSvixAuthUrl: 'There is no Svix behind the link.',
  getTemplate:
    'The wording of the templates is not that of Clerk, and some of its templates are missing.',
  listTemplates:
    'The wording of the templates is not that of Clerk, and some of its templates are missing.',
  previewTemplate: 'Variables are replaced by samples; there are no conditions, loops or layouts.',
  getPublicInterstitial: 'The script that the page names comes from Clerk, or is not there.',
  createOrganization:
    'Where slugs are switched off the organization has one all the same, made from its name: the specification promises a text.',
  updateOrganization:
    'Where slugs are switched off the organization keeps the one that was made from its name: the specification promises a text.',
  createOrganizationInvitation:
    'No e-mail leaves, but `email.created` tells of it. Fetching `url` accepts for the invited address; its ticket is the id of the invitation.',
  bulkCreateOrganizationInvitations:
    'No e-mail leaves, but `email.created` tells of it. Fetching `url` accepts for the invited address; its ticket is the id of the invitation.',
  createOrganizationDomain:
    'Nobody can accept a suggestion: it stands until the user is a member. No e-mail tells of what a domain brings.',
  updateOrganizationDomain:
    'What the mode before has brought stays: the API has no parameter that withdraws it.',
  replaceRoleSet:
    'The members have moved when the answer comes: there never is a `role_set_migration` under way.',
  replaceRoleInRoleSet:
    'The members have moved when the answer comes: there never is a `role_set_migration` under way.',
  updateInstance:
    '`development_origin` and `enhanced_email_deliverability` are stored, and change nothing.',
  updateInstanceRestrictions: 'Twelve domains count as disposable.',
  updateInstanceProtect: 'The settings are stored; nothing is blocked by them.',
  updateInstanceCommunication:
    'Every country is taken, whatever its text messages cost. Where countries share a calling code, numbers are of the largest, but those of Canada.',
  verifyDomainProxy:
    'The proxy is asked through the option `fetch` of the emulator; without it, every https URL passes.',
  createUser:
    '`form_password_pwned` is answered for a few well-known passwords only. Of what `settings.attributes` of the seed require, a password and the legal terms are asked for.',
  updateUser: '`form_password_pwned` is answered for a few well-known passwords only.',
  verifyUserPassword:
    'A digest of `awscognito` or `hmac_sha256_utf16_b64` matches nothing: the one is asked of Amazon, the form of the other is published nowhere.',
  verifyUserTotp: 'The first right code verifies what `createUserTotp` made.',
  createUserTotp:
    'The first code that `verifyUserTotp` takes verifies it: there is no page where the user does.',
  deleteUserPasskey: 'Passkeys come from seeds only.',
  listUserBiometricCredentials: 'Credentials come from seeds only.',
  revokeUserBiometricCredential: 'Credentials come from seeds only.',
  listUserTrustedDevices: 'They are the biometric credentials, which come from seeds only.',
  revokeUserTrustedDevice: 'They are the biometric credentials, which come from seeds only.',
  deleteUserExternalAccount: 'Accounts come from seeds only.',
  listUserOAuthAccessTokens: 'Tokens come from seeds only, and never expire.',
  prepareEmailAddressVerification:
    'No e-mail leaves: the event `email.created` tells the code. In test mode that of test addresses is 424242.',
  preparePhoneNumberVerification:
    'No text message leaves: the event `sms.created` tells the code. In test mode that of fictional numbers is 424242.',
  createEmailAddress: 'No e-mail leaves: the event `email.created` holds what it would say.',
  updateEmailAddress: 'No e-mail leaves: the event `email.created` holds what it would say.',
  replaceUserEmailAddress: 'No e-mail leaves: the event `email.created` holds what it would say.',
  createJwtTemplate: 'Private keys are taken in PKCS #8 only.',
  updateJwtTemplate: 'Private keys are taken in PKCS #8 only.',
  createSessionTokenFromTemplate:
    'Shortcodes that no documentation names are null; times are seconds.',
  createSignInToken: 'The ticket is opaque text, not a JWT.',
  createActorToken: 'The ticket is opaque text, not a JWT.',
  createAgentTask: 'The ticket is opaque text, not a JWT.',
  createTestingToken: 'There is no bot protection for the token to pass.',
  createInvitation:
    'No e-mail leaves: the event `email.created` holds what it would say. Fetching `url` makes the user, unless it leads to a page of the application.',
  bulkCreateInvitations:
    'No e-mail leaves: the event `email.created` holds what it would say. Fetching `url` makes the user, unless it leads to a page of the application.',
  createWaitlistEntry: 'No e-mail leaves: the event `email.created` holds what it would say.',
  bulkCreateWaitlistEntries: 'No e-mail leaves: the event `email.created` holds what it would say.',
  inviteWaitlistEntry: 'No e-mail leaves: the event `email.created` holds what it would say.',
  createRedirectUrl:
    'The redirects of tickets are compared with it: there is no OAuth flow that ends at one.',
  createEnterpriseConnection:
    'No identity provider is asked: metadata is stored as it is sent, and certificates have no dates, and a list of them is not kept.',
  updateEnterpriseConnection:
    'No identity provider is asked: metadata is stored as it is sent, and certificates have no dates, and a list of them is not kept.',
  createEnterpriseConnectionTestRun:
    'The trial stays pending: no identity provider answers, and nothing is behind the link.',
  createSamlConnection:
    'No identity provider is asked: metadata is stored as it is sent, certificates have no dates, and no user is counted.',
  updateSamlConnection:
    'No identity provider is asked: metadata is stored as it is sent, certificates have no dates, and no user is counted.',
  createDirectory:
    'Nothing listens at `endpoint_url`: no user is provisioned, and no group has a name unless it is given.',
  createScimDirectory:
    'Nothing listens at `endpoint_url`: no user is provisioned, and no group has a name unless it is given.',
  createAdminPortalLinkToken: 'There is no portal behind the token.',
}
