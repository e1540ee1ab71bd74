import { refusalFor } from '../verify/auth/reasons.ts'
import { RETRY_AFTER, refusalResponse } from '../verify/auth/refusalResponse.ts'
import { metadataUrl } from './resource.ts'

/** The resource whose metadata a challenge refers to, and the scopes that the client should request. */
interface Challenge {
  resource: URL
  scopes: readonly string[]
}

/** Makes a 401 without the parameter `error`, for a request without a token: the client must request a token. */
export function signedOut(challenge: Challenge): Response {
  const reason = 'No token in header'
  return respond(401, reason, refusalFor(reason).message, challenge)
}

/**
 * Makes a 401 for a token that is not accepted. Makes a 503 when an outage prevents the verification, since clients discard a
 * token after a 401.
 *
 * @param message The message of a 401. Default: the message of the reason.
 */
export function refused(challenge: Challenge, reason: string, message?: string): Response {
  const refusal = refusalFor(reason)
  if (refusal.kind === 'outage') {
    const headers = new Headers({ 'retry-after': `${RETRY_AFTER}` })
    return refusalResponse(503, { reason, message: refusal.message }, undefined, headers)
  }
  return respond(401, reason, message ?? refusal.message, challenge, 'invalid_token')
}

/** Makes a 403 for missing scopes. The client may ask the user to grant these scopes. */
export function forbidden(challenge: Challenge): Response {
  const message = `The request needs the scopes ${challenge.scopes.join(' ')}.`
  return respond(403, 'forbidden', message, challenge, 'insufficient_scope')
}

function respond(
  status: 401 | 403,
  reason: string,
  message: string,
  { resource, scopes }: Challenge,
  error?: string,
): Response {
  const parameters: [name: string, value: string][] = [['resource_metadata', metadataUrl(resource)]]
  if (error) parameters.push(['error', error], ['error_description', message])
  if (scopes.length) parameters.push(['scope', scopes.join(' ')])
  const challenge = parameters.map(([name, value]) => `${name}=${quoted(value)}`).join(', ')
  const headers = new Headers({ 'www-authenticate': `Bearer ${challenge}` })
  return refusalResponse(status, { reason, message }, undefined, headers)
}

/** Writes a text as a quoted string of a header: RFC 9110, section 5.6.4. */
function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}
