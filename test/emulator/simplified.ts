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
}
