import { entry, Refusal } from '../core/errors.ts'

/** Creates a refusal with 400, as the service for API keys, M2M tokens and access tokens sends it. */
export function badRequest(long: string): Refusal {
  return new Refusal(400, entry('bad_request', 'Bad Request', long))
}

/**
 * Throws the error, but replaces a refusal with 422 by a refusal with 400. The service for API keys, M2M tokens and access
 * tokens responds with 400 where the rest of the API responds with 422.
 */
export function refuseWith400(error: Error): never {
  if (!(error instanceof Refusal) || error.status !== 422) throw error
  throw badRequest(error.errors[0]?.long_message ?? error.message)
}

/** Refuses an id of the wrong format, unless an object has the id. A seed may contain ids of any format. */
export function checkId(name: string, id: string, pattern: RegExp, isThere: boolean): void {
  if (!isThere && !pattern.test(id)) throw badRequest(`${name} must match ${pattern.source}.`)
}

/** Refuses a lifetime that is not a number above 0. A missing lifetime is allowed. */
export function checkLifetime(seconds: unknown): void {
  if (seconds === undefined || seconds === null) return
  if (typeof seconds !== 'number' || !(seconds > 0)) {
    throw badRequest('seconds_until_expiration must be a number greater than 0.')
  }
}
