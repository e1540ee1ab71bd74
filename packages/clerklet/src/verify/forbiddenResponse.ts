import { misconfigured } from '../instance/configuration.ts'
import { type RefusalInit, refusalResponse } from './auth/refusalResponse.ts'
import type { HasParams } from './has.ts'

/** The conditions that {@link forbiddenResponse} reports: the params of the failed `has`. */
export type ForbiddenParams = Omit<HasParams, 'reverification'>

const NAMES = ['role', 'permission', 'feature', 'plan'] as const

/**
 * Makes the response to a signed-in user who lacks a role, a permission, a feature or a plan: 403, with
 * `{ reason, message, required }` as JSON. `reason` is `forbidden`, `message` is a sentence that names the conditions, and
 * `required` is an object that contains them.
 *
 * @param asked The params of the failed `has`.
 * @param init Headers to add, such as those of CORS or `state.headers`.
 *
 * @example
 * const asked = { permission: 'org:invoices:create' } as const
 * if (!auth.has(asked)) return forbiddenResponse(asked)
 *
 * @throws {ClerkConfigError} when `asked` is empty, when it contains anything but a role, a permission, a feature and a plan,
 *   and when a header cannot be sent. For `reverification`, use `reverificationErrorResponse`.
 */
export function forbiddenResponse(asked: ForbiddenParams, init?: RefusalInit): Response {
  const required = requiredBy(asked)
  const conditions = Object.entries(required).map(([name, value]) => `the ${name} ${value}`)
  const message = `The request needs ${conditions.join(' and ')}.`
  return refusalResponse(403, { reason: 'forbidden', message, required }, init)
}

function requiredBy(asked: ForbiddenParams): Record<string, string> {
  // The values are `unknown`, because JavaScript callers may pass anything.
  const entries: [string, unknown][] = Object.entries(asked ?? {})
  const set = entries.filter(([, value]) => value !== undefined)
  if (set.length && set.every(isCondition)) return Object.fromEntries(set)
  throw misconfigured(
    'forbiddenResponse: asked',
    'not valid',
    `an object of ${NAMES.join(', ')}, each a non-empty string; for reverification use reverificationErrorResponse`,
  )
}

function isCondition(entry: [string, unknown]): entry is [string, string] {
  const [name, value] = entry
  return NAMES.some((known) => known === name) && typeof value === 'string' && value !== ''
}
