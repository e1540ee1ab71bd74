import { ClerkConfigError } from '../errors.ts'
import type { SessionProperties } from './claims.ts'

/** Which paths belong to which organization, in the syntax of path-to-regexp 6: `/orgs/:slug`, `/orgs/:id/(.*)`. */
export interface OrganizationSyncOptions {
  /** Paths with the organization's `:id` or `:slug` in them. */
  organizationPatterns?: readonly string[] | undefined
  /** Paths of the personal account. */
  personalAccountPatterns?: readonly string[] | undefined
}

/** What a path asks to be active. */
export type OrganizationTarget =
  | { type: 'organization'; id: string }
  | { type: 'organization'; slug: string }
  | { type: 'personal' }

interface Matcher {
  expression: RegExp
  names: string[]
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
    const found = match(pattern, pathname)
    if (found?.id) return { type: 'organization', id: found.id }
    if (found?.slug) return { type: 'organization', slug: found.slug }
    if (found) break
  }
  return personalAccountPatterns.some((pattern) => match(pattern, pathname))
    ? { type: 'personal' }
    : undefined
}

/** Refuses malformed patterns when the first request comes, rather than when the first one gets that far. */
export function checkPatterns(options: OrganizationSyncOptions): void {
  for (const pattern of options.organizationPatterns ?? []) matcher(pattern)
  for (const pattern of options.personalAccountPatterns ?? []) matcher(pattern)
}

/** Whether another organization is active than the path asks for. */
export function isOtherOrganization(
  target: OrganizationTarget,
  { orgId, orgSlug }: Pick<SessionProperties, 'orgId' | 'orgSlug'>,
): boolean {
  if (target.type === 'personal') return Boolean(orgId)
  return 'id' in target ? target.id !== orgId : target.slug !== orgSlug
}

/** The value of `organization_id` for the Frontend API: an id, a slug, or nothing for the personal account. */
export function organizationParameter(target: OrganizationTarget): string {
  if (target.type === 'personal') return ''
  return 'id' in target ? target.id : target.slug
}

function match(pattern: string, pathname: string): Record<string, string | undefined> | undefined {
  const { expression, names } = matcher(pattern)
  const found = expression.exec(pathname)
  return found
    ? Object.fromEntries(names.map((name, index) => [name, found[index + 1]]))
    : undefined
}

function matcher(pattern: string): Matcher {
  let made = matchers.get(pattern)
  if (!made) {
    made = compile(pattern)
    // Patterns are configuration; the bound is for those who build them for each request.
    if (matchers.size > 199) matchers.clear()
    matchers.set(pattern, made)
  }
  return made
}

/** One parameter or literal: an escape, `:name`, `:name(…)`, `(…)`, a brace, or a character. */
const TOKEN =
  /\\(.)|:(\w+)(\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))+\))?|(\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))+\))|([{}])|([^\\:(){}?*+])/suy

function compile(pattern: string): Matcher {
  const names: string[] = []
  let source = ''
  let inGroup = false
  /** A delimiter that belongs to the parameter behind it, should that one be optional. */
  let held = ''
  const refuse = (): never => {
    throw new ClerkConfigError(
      `organizationSyncOptions holds the malformed pattern ${JSON.stringify(pattern)}: write paths such as /orgs/:slug or /orgs/:id/(.*)`,
    )
  }
  const modifier = (): string => {
    const next = pattern[TOKEN.lastIndex] ?? ''
    if (!'?*+'.includes(next)) return ''
    TOKEN.lastIndex++
    return next
  }
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < pattern.length) {
    const [all, escaped, name, own, unnamed, brace, character] = TOKEN.exec(pattern) ?? refuse()
    if (name !== undefined || unnamed !== undefined) {
      const body = (own ?? unnamed)?.slice(1, -1) ?? '[^/#?]+?'
      if (/^\?|\((?!\?:)/.test(body.replace(/\\./g, ''))) refuse()
      names.push(name ?? `${names.length}`)
      const repeat = inGroup ? '' : modifier()
      const again = repeat === '+' || repeat === '*' ? `(?:${held}(?:${body}))*` : ''
      const optional = repeat === '?' || repeat === '*' ? '?' : ''
      source += optional ? `(?:${held}((?:${body})${again}))?` : `${held}((?:${body})${again})`
      held = ''
      continue
    }
    source += held
    held = ''
    if (brace) {
      if ((brace === '{') === inGroup) refuse()
      inGroup = !inGroup
      source += inGroup ? '(?:' : `)${modifier()}`
    } else if (!escaped && !inGroup && (all === '/' || all === '.')) held = `\\${all}`
    else source += (escaped ?? character ?? '').replace(/[.+*?=^!:${}()[\]|/\\]/g, '\\$&')
  }
  if (inGroup) refuse()
  try {
    return { expression: new RegExp(`^${source}${held}[/#?]?$`, 'i'), names }
  } catch {
    return refuse()
  }
}
