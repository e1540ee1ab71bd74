/** Answers that the specification lists under another status than the one that is sent, and why. */
export const statuses: Record<string, { listedAs: number; reason: string }> = {
  'POST /api_keys 201': {
    listedAs: 200,
    reason: 'The API answers 201: https://github.com/clerk/clerk-sdk-python/issues/221',
  },
}
