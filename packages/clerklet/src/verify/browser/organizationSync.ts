import { remember } from '../../core/remember.ts'
import { misconfigured } from '../../instance/configuration.ts'
import type { OrganizationSyncOptions } from '../options.ts'
import type { SessionProperties } from '../sessionProperties.ts'
import { matchPath } from './matchPath.ts'
import { type Part, PatternError, parsePattern } from './pathPattern.ts'

/** The account that a path requires to be active: an organization, or the personal account when neither field is set. */
export interface OrganizationTarget {
  id?: string | undefined
  slug?: string | undefined
}

const patterns = new Map<string, Part[]>()

/**
 * Returns the account that a path requires to be active; undefined when the path requires no account.
 *
 * @throws {ClerkConfigError} when a pattern is malformed.
 */
export function organizationTarget(
  pathname: string,
  { organizationPatterns = [], personalAccountPatterns = [] }: OrganizationSyncOptions = {},
): OrganizationTarget | undefined {
  for (const pattern of organizationPatterns) {
    const parameters = matchPath(partsOf(pattern), pathname)
    if (!parameters) continue
    const { id, slug } = parameters
    if (id || slug) return id ? { id } : { slug }
    break
  }
  return personalAccountPatterns.some((pattern) => matchPath(partsOf(pattern), pathname))
    ? {}
    : undefined
}

/** Checks all patterns, so that the first request reports a malformed pattern, whatever the path of the request is. */
export function checkPatterns({
  organizationPatterns = [],
  personalAccountPatterns = [],
}: OrganizationSyncOptions = {}): void {
  ;[...organizationPatterns, ...personalAccountPatterns].forEach(partsOf)
}

/** Whether the active account is not the account that a path requires. */
export function isOtherOrganization(
  { id, slug }: OrganizationTarget,
  { orgId, orgSlug }: Pick<SessionProperties, 'orgId' | 'orgSlug'>,
): boolean {
  if (id) return id !== orgId
  return slug ? slug !== orgSlug : Boolean(orgId)
}

function partsOf(pattern: string): Part[] {
  return remember(patterns, pattern, () => {
    try {
      return parsePattern(pattern)
    } catch (error) {
      if (!(error instanceof PatternError)) throw error
      throw misconfigured(
        `organizationSyncOptions: ${JSON.stringify(pattern)}`,
        error.message,
        'a path such as /orgs/:slug',
      )
    }
  })
}
