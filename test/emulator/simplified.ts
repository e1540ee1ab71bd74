/** What is simplified of an operation. Those that are not listed follow the rules of the API as far as they are known. */
export const simplified: Record<string, string> = {
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
    'Where slugs are switched off the organization has one all the same, made from its name.',
  updateOrganization:
    'Where slugs are switched off the organization keeps the one that was made from its name.',
  updateOrganizationLogo: 'The image is not kept: `image_url` stays the same.',
  createOrganizationInvitation:
    'No e-mail leaves. Fetching `url` accepts for the invited address; its ticket is the id of the invitation.',
  bulkCreateOrganizationInvitations:
    'No e-mail leaves. Fetching `url` accepts for the invited address; its ticket is the id of the invitation.',
  createOrganizationDomain:
    'Enrollment modes are stored, but nobody is invited or suggested through a domain.',
  updateOrganizationDomain:
    'Enrollment modes are stored, but nobody is invited or suggested through a domain.',
  replaceRoleSet:
    'The members move at once: no migration is seen under way, and no webhook tells of it.',
  replaceRoleInRoleSet:
    'The members move at once: no migration is seen under way, and no webhook tells of it.',
  changeProductionInstanceDomain:
    'The primary domain is renamed and sessions end; the issuer of tokens and the keys stay.',
  updateProductionInstanceDomain:
    'The primary domain is renamed and sessions end; the issuer of tokens and the keys stay.',
  updateInstance: 'The settings are stored; no other operation heeds them.',
  updateInstanceProtect: 'The settings are stored; nothing is blocked by them.',
  updateInstanceCommunication:
    'The list is stored as it is sent: no SMS leaves, and no code is dropped.',
  verifyDomainProxy: 'Nothing is fetched: every https URL passes.',
}
