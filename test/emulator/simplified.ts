/** What is simplified of an operation. Those that are not listed follow the rules of the API as far as they are known. */
export const simplified: Record<string, string> = {
  createAccountlessApplication: 'It makes no other instance: the answer has the keys of this one.',
  completeAccountlessApplication:
    'There is nothing to complete: the answer has the keys of this instance.',
  createSvixApp: 'There is no Svix behind the link.',
  generateSvixAuthUrl: 'There is no Svix behind the link.',
  getPublicInterstitial: 'The script that the page names comes from Clerk, or is not there.',
}
