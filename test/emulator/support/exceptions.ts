/** Responses that the specification lists under a wrong status, and the reasons. */
export const statuses: Record<string, { listedAs: number; reason: string }> = {
  'POST /api_keys 201': {
    listedAs: 200,
    reason: 'The API responds with 201: https://github.com/clerk/clerk-sdk-python/issues/221',
  },
}

/** Fields that the API sends differently from its specification. The emulator sends them like the API. */
export const fields: {
  /** Matches the method and route of the operation. */
  operation: RegExp
  /** Matches the JSON pointer of the field in the response. */
  path: RegExp
  /** The message of the validator. */
  problem: string
  reason: string
}[] = [
  {
    operation: /organization(s\/{organization_id}\/|_)memberships/,
    path: /^(\/data\/\d+)?\/permissions$/,
    problem: 'must be array',
    reason:
      'A role without permissions has null for them: https://github.com/clerk/clerk-sdk-python/issues/138',
  },
]

/** Fields that the API sends and its specification leaves out. */
export const unlisted: {
  /** The method and route of the operation. */
  operation: string
  names: string[]
  reason: string
}[] = [
  {
    operation: 'POST /oauth_applications/access_tokens/verify',
    names: ['aud'],
    reason: 'The official SDK reads it since 3.25: IdPOAuthAccessTokenJSON of @clerk/backend.',
  },
]
