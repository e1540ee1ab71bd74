import type { ApiKey, CreateApiKeyParams, UpdateApiKeyParams } from 'clerklet'
import { notFound } from '../core/errors.ts'
import { toHex } from '../core/ids.ts'
import { checkLength } from '../core/params.ts'
import { dropSecret, issueSecret, keepSecret, ownerOf } from '../core/secrets.ts'
import type { State } from '../state.ts'
import { badRequest, checkId, checkLifetime } from './badRequest.ts'
import { isThere } from './subjects.ts'

/** An API key in a seed: the parameters of `createApiKey`, and optionally the id and the secret. */
export interface ApiKeySeed extends CreateApiKeyParams {
  /** Default: a new id. */
  id?: string | undefined
  /** `ak_…`. Default: a new secret. */
  secret?: string | undefined
}

const KEY_ID = /^(ak|api_key)_[0-9A-Fa-f]{32}$/
const SUBJECT = /^(user|org|mch|scim)_\w{27}$/
const USER = /^user_\w{27}$/

/** Returns the API key with an id. Refuses a malformed id with 400, and an unknown id with 404. */
export function apiKeyOf({ apiKeys }: State, id: string): ApiKey {
  const key = apiKeys.get(id)
  checkId('apiKeyID', id, KEY_ID, Boolean(key))
  if (!key) throw notFound(`No API key was found with id ${id}`)
  return key
}

/** Creates an API key. Refuses invalid parameters, except for the lifetime: 0 or less creates an expired key. */
export function addApiKey(state: State, params: ApiKeySeed): ApiKey {
  checkLength('name', params.name, 3)
  if (params.name !== params.name.trim()) {
    throw badRequest('name must not begin or end with a space.')
  }
  checkLength('type', params.type, 3, 25)
  checkLength('description', params.description, 0, 255)
  checkSubject(state, params.subject)
  if (params.created_by) {
    checkId('created_by', params.created_by, USER, Boolean(state.users.get(params.created_by)))
    if (!state.users.get(params.created_by))
      throw notFound(`No user was found with id ${params.created_by}`)
  }
  const now = state.clock.now()
  const key = state.apiKeys.add({
    object: 'api_key',
    id: params.id ?? toHex(state.newId('ak')),
    type: params.type ?? 'api_key',
    subject: params.subject,
    name: params.name,
    description: params.description ?? null,
    claims: params.claims ?? null,
    scopes: [...(params.scopes ?? [])],
    revoked: false,
    revocation_reason: null,
    expired: false,
    expiration: expirationOf(state, params.seconds_until_expiration),
    created_by: params.created_by ?? null,
    last_used_at: null,
    created_at: now,
    updated_at: now,
  })
  if (params.secret) keepSecret(state, key.id, params.secret)
  else issueSecret(state, key.id, 'ak')
  return key
}

/** Changes the given values of an API key. */
export function changeApiKey(
  state: State,
  key: ApiKey,
  { seconds_until_expiration: seconds, ...changes }: UpdateApiKeyParams,
): ApiKey {
  checkLength('description', changes.description, 0, 255)
  checkLifetime(seconds)
  if (changes.subject !== undefined) checkSubject(state, changes.subject)
  // Removes the key and adds the key again, so that the index of keys by subject is updated.
  state.apiKeys.delete(key.id)
  Object.assign(key, changes, { updated_at: state.clock.now() })
  if (seconds !== undefined) key.expiration = expirationOf(state, seconds)
  return state.apiKeys.add(key)
}

/** Revokes a key. A key that is already revoked stays unchanged. */
export function revokeApiKey(state: State, key: ApiKey, reason: string | null): ApiKey {
  if (key.revoked) return key
  key.revoked = true
  key.revocation_reason = reason
  key.updated_at = state.clock.now()
  return key
}

/** Removes a key with its secret. */
export function removeApiKey(state: State, { id }: ApiKey): void {
  state.apiKeys.delete(id)
  dropSecret(state, id)
}

/** Returns the API key to which a secret belongs, and records the use of the key. Refuses an unknown secret with 404. */
export function verifyApiKey(state: State, secret: string): ApiKey {
  const key = state.apiKeys.get(ownerOf(state, secret) ?? '')
  if (!key) throw notFound('No API key was found.')
  key.last_used_at = state.clock.now()
  return key
}

/** The expiration of a key with a lifetime in seconds; `null` without a lifetime. */
function expirationOf({ clock }: State, seconds: number | null | undefined): number | null {
  return seconds === null || seconds === undefined ? null : clock.now() + seconds * 1000
}

/** Refuses a malformed subject with 400, and an unknown subject with 404. */
export function checkSubject(state: State, subject: string): void {
  const found = isThere(state, subject)
  checkId('subject', subject, SUBJECT, found)
  // Ids of SCIM directories are not looked up: any well-formed id is accepted.
  if (!found && !subject.startsWith('scim_'))
    throw notFound(`No subject was found with id ${subject}`)
}

/** Returns a key as the API sends it. */
export function sendApiKey({ clock }: State, key: ApiKey): ApiKey {
  return { ...key, expired: key.expiration !== null && clock.now() >= key.expiration }
}
