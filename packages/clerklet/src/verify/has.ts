/** How recently a factor must have been verified: a preset of Clerk's, or the level and the minutes. */
export type Reverification =
  | 'strict_mfa'
  | 'strict'
  | 'moderate'
  | 'lax'
  | { level: 'first_factor' | 'second_factor' | 'multi_factor'; afterMinutes: number }

/** What to ask {@link has}. Everything that is asked must hold. */
export interface HasParams {
  /** A role in the active organization; `admin` and `org:admin` are the same. */
  role?: string | undefined
  /** A permission in the active organization; `org:` in front may be left out. System permissions are never in a token. */
  permission?: string | undefined
  /** A feature. `org:` or `user:` in front says whose; without it, either will do. */
  feature?: string | undefined
  /** A plan. `org:` or `user:` in front says whose; without it, either will do. */
  plan?: string | undefined
  /** How recently the user must have proven who they are. */
  reverification?: Reverification | undefined
}

/** What {@link has} reads of an auth object. */
export interface HasSubject {
  userId?: string | null | undefined
  orgId?: string | null | undefined
  orgRole?: string | null | undefined
  orgPermissions?: string[] | null | undefined
  factorVerificationAge?: [first: number, second: number] | null | undefined
  sessionClaims?: { [claim: string]: unknown } | null | undefined
}

/** The slugs of a claim such as `o:dashboard,u:export`, by whose they are. */
export interface ScopedSlugs {
  org: string[]
  user: string[]
}

const PRESETS: Record<string, [level: string, afterMinutes: number]> = {
  strict_mfa: ['multi_factor', 10],
  strict: ['second_factor', 10],
  moderate: ['second_factor', 60],
  lax: ['second_factor', 1440],
}

/**
 * Whether somebody may do something. True when at least one thing is asked and everything that is asked definitely holds;
 * whatever cannot be decided is a no. Never throws.
 *
 * @example
 * has(auth, { permission: 'org:invoices:create', reverification: 'strict' })
 */
export function has(auth: HasSubject, params: HasParams): boolean {
  const { role, permission, feature, plan, reverification } = params
  const asked = [role, permission, feature, plan, reverification].some((one) => one !== undefined)
  return (
    asked &&
    Boolean(auth.userId) &&
    (role === undefined || hasRole(auth, role)) &&
    (permission === undefined || hasPermission(auth, permission)) &&
    (feature === undefined || hasSlug(auth.sessionClaims?.fea, feature)) &&
    (plan === undefined || hasSlug(auth.sessionClaims?.pla, plan)) &&
    (reverification === undefined || isFresh(auth.factorVerificationAge, reverification))
  )
}

/** Takes `o:dashboard,u:export` apart. An element without a colon spoils the whole claim: it then holds nothing. */
export function scopedSlugs(claim: unknown): ScopedSlugs {
  const slugs: ScopedSlugs = { org: [], user: [] }
  if (typeof claim !== 'string' || !claim) return slugs
  for (const element of claim.split(',')) {
    const [, scope, slug = ''] = /^\s*([^:]*):(.*?)\s*$/s.exec(element) ?? []
    if (scope === undefined) return { org: [], user: [] }
    if (/^(o|ou|uo)$/.test(scope)) slugs.org.push(slug)
    if (/^(u|ou|uo)$/.test(scope)) slugs.user.push(slug)
  }
  return slugs
}

function hasRole({ orgId, orgRole }: HasSubject, role: unknown): boolean {
  return (
    Boolean(orgId && orgRole) &&
    typeof role === 'string' &&
    typeof orgRole === 'string' &&
    prefixed(role) === prefixed(orgRole)
  )
}

function hasPermission({ orgId, orgPermissions }: HasSubject, permission: unknown): boolean {
  return (
    Boolean(orgId) &&
    typeof permission === 'string' &&
    Array.isArray(orgPermissions) &&
    orgPermissions.includes(prefixed(permission))
  )
}

function prefixed(name: string): string {
  return `org:${name.replace(/^(org:)+/, '')}`
}

function hasSlug(claim: unknown, asked: unknown): boolean {
  if (typeof asked !== 'string') return false
  const { org, user } = scopedSlugs(claim)
  const [scope = '', slug] = asked.split(':')
  if (slug === undefined) return org.includes(scope) || user.includes(scope)
  if (/^(o|org|organization)$/.test(scope)) return org.includes(slug)
  return /^(u|user)$/.test(scope) && user.includes(slug)
}

function isFresh(ages: unknown, wanted: unknown): boolean {
  const [level, minutes] =
    typeof wanted === 'string'
      ? (Object.hasOwn(PRESETS, wanted) && PRESETS[wanted]) || []
      : [
          (wanted as { level?: unknown } | null)?.level,
          (wanted as { afterMinutes?: unknown } | null)?.afterMinutes,
        ]
  if (typeof minutes !== 'number' || !(minutes > 0)) return false
  if (!Array.isArray(ages) || ages.length !== 2) return false
  if (!ages.every((age) => Number.isFinite(age) && (age === -1 || age >= 0))) return false
  // Minutes since each factor was verified; -1 when the user has none.
  const [first, second] = ages
  const firstIsFresh = first !== -1 && minutes > first
  const secondIsFresh = second !== -1 && minutes > second
  if (first === -1 && second === -1) return false
  if (level === 'first_factor') return firstIsFresh
  if (level === 'second_factor') return second === -1 ? firstIsFresh : secondIsFresh
  return level === 'multi_factor' && firstIsFresh && (second === -1 || secondIsFresh)
}
