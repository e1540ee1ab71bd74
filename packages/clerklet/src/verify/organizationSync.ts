import type { SessionProperties } from './claims.ts'
import { misconfigured } from './configuration.ts'
import { remember } from './remember.ts'

/** Which paths belong to which organization, in the syntax of path-to-regexp 6: `/orgs/:slug`, `/orgs/:id/(.*)`. */
export interface OrganizationSyncOptions {
  /** Paths with the organization's `:id` or `:slug` in them. */
  organizationPatterns?: readonly string[] | undefined
  /** Paths of the personal account. */
  personalAccountPatterns?: readonly string[] | undefined
}

/** What a path asks to be active: an organization, or the personal account when neither is there. */
export interface OrganizationTarget {
  id?: string | undefined
  slug?: string | undefined
}

interface Matcher {
  expression: RegExp
  /** What the groups of the expression are called, from that of the whole match on. */
  names: (string | undefined)[]
}

const matchers = new Map<string, Matcher>()

/**
 * What the path asks to be active, if anything.
 *
 * @throws {ClerkConfigError} when a pattern is malformed.
 */
export function organizationTarget(
  pathname: string,
  { organizationPatterns = [], personalAccountPatterns = [] }: OrganizationSyncOptions = {},
): OrganizationTarget | undefined {
  for (const pattern of organizationPatterns) {
    const { expression, names } = matcher(pattern)
    const found = expression.exec(pathname)
    if (!found) continue
    const id = found[names.lastIndexOf('id')]
    const slug = found[names.lastIndexOf('slug')]
    if (id || slug) return id ? { id } : { slug }
    break
  }
  return personalAccountPatterns.some((pattern) => matcher(pattern).expression.test(pathname))
    ? {}
    : undefined
}

/** Refuses malformed patterns when the first request comes, rather than when the first one gets that far. */
export function checkPatterns({
  organizationPatterns = [],
  personalAccountPatterns = [],
}: OrganizationSyncOptions = {}): void {
  ;[...organizationPatterns, ...personalAccountPatterns].forEach(matcher)
}

/** Whether another organization is active than the path asks for. */
export function isOtherOrganization(
  { id, slug }: OrganizationTarget,
  { orgId, orgSlug }: Pick<SessionProperties, 'orgId' | 'orgSlug'>,
): boolean {
  if (id) return id !== orgId
  return slug ? slug !== orgSlug : Boolean(orgId)
}

function matcher(pattern: string): Matcher {
  return remember(matchers, pattern, compile)
}

/** An escaped character, a parameter with its delimiter and modifier, a brace with its modifier, or a character. */
const TOKEN =
  /\\(.)|([/.]?)(?=[:(])(?::(\w+))?(\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))+\))?([?*+]?)|([{}])([?*+]?)|(.)/gsu

function compile(pattern: string): Matcher {
  const names: Matcher['names'] = ['']
  let inGroup = false
  const refuseIf = (malformed: boolean) => {
    if (!malformed) return
    throw misconfigured(
      `organizationSyncOptions: ${JSON.stringify(pattern)}`,
      'not valid',
      'a path such as /orgs/:slug',
    )
  }
  const source = pattern.replace(
    TOKEN,
    (_, escaped, delimiter, name, own, repeat, brace, groupRepeat, character) => {
      if (brace) {
        refuseIf((brace === '{') === inGroup)
        inGroup = !inGroup
        return inGroup ? `(?:${groupRepeat}` : `)${groupRepeat}`
      }
      const literal: string | undefined = escaped ?? character
      if (literal !== undefined) {
        refuseIf(!escaped && /[\\:(){}?*+]/.test(literal))
        return literal.replace(/[.+*?=^!:${}()[\]|/\\]/g, '\\$&')
      }
      const body: string = own?.slice(1, -1) ?? '[^/#?]+?'
      refuseIf(
        !(name || own) ||
          (inGroup && repeat) ||
          // Groups of its own would shift ours.
          /^\?|\((?!\?:)/.test(body.replace(/\\./g, '')),
      )
      names.push(name)
      const before = delimiter && `\\${delimiter}`
      const again = /[*+]/.test(repeat) ? `(?:${before}(?:${body}))*` : ''
      const once = `${before}((?:${body})${again})`
      return /[?*]/.test(repeat) ? `(?:${once})?` : once
    },
  )
  refuseIf(inGroup)
  try {
    return { expression: new RegExp(`^${source}[/#?]?$`, 'i'), names }
  } catch {
    return refuseIf(true) as never
  }
}
