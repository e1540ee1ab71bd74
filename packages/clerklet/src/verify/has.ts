import type { PermissionKey, RoleKey } from '../core/applicationTypes.ts'
import { scopedSlugs } from './token/scopedSlugs.ts'

/** How recently a factor must have been verified: one of Clerk's presets, or a level and a number of minutes. */
export type Reverification =
  | 'strict_mfa'
  | 'strict'
  | 'moderate'
  | 'lax'
  | { level: 'first_factor' | 'second_factor' | 'multi_factor'; afterMinutes: number }

/** The conditions that {@link has} checks. All of them must hold. */
export interface HasParams {
  /**
   * A role in the active organization. `admin` and `org:admin` are equivalent, unless {@link ClerkAuthorization} lists only
   * one of them.
   */
  role?: RoleKey | undefined
  /**
   * A permission in the active organization. The prefix `org:` is optional, unless {@link ClerkAuthorization} lists the key
   * with it. System permissions are never in a token.
   */
  permission?: PermissionKey | undefined
  /** A feature of the active organization (`org:…`), of the user (`user:…`) or, without a prefix, of either. */
  feature?: string | undefined
  /** A plan of the active organization (`org:…`), of the user (`user:…`) or, without a prefix, of either. */
  plan?: string | undefined
  /** How recently the user must have verified their factors. */
  reverification?: Reverification | undefined
}

/** The fields that {@link has} reads from an auth object. */
export interface HasSubject {
  userId?: string | null | undefined
  orgId?: string | null | undefined
  orgRole?: string | null | undefined
  orgPermissions?: readonly string[] | null | undefined
  factorVerificationAge?: [first: number, second: number] | null | undefined
  sessionClaims?: { [claim: string]: unknown } | null | undefined
}

const PRESETS: Record<string, Exclude<Reverification, string>> = {
  strict_mfa: { level: 'multi_factor', afterMinutes: 10 },
  strict: { level: 'second_factor', afterMinutes: 10 },
  moderate: { level: 'second_factor', afterMinutes: 60 },
  lax: { level: 'second_factor', afterMinutes: 1440 },
}

/** The check of each condition. `asked` is `unknown`, because JavaScript callers may pass anything. */
const CHECKS: { [K in keyof HasParams]-?: (auth: HasSubject, asked: unknown) => boolean } = {
  role: ({ orgId, orgRole }, asked) =>
    Boolean(orgId && orgRole) &&
    typeof asked === 'string' &&
    typeof orgRole === 'string' &&
    prefixed(asked) === prefixed(orgRole),
  permission: ({ orgId, orgPermissions }, asked) =>
    Boolean(orgId) &&
    typeof asked === 'string' &&
    Array.isArray(orgPermissions) &&
    orgPermissions.includes(prefixed(asked)),
  feature: ({ sessionClaims }, asked) => hasSlug(sessionClaims?.fea, asked),
  plan: ({ sessionClaims }, asked) => hasSlug(sessionClaims?.pla, asked),
  reverification: ({ factorVerificationAge }, asked) => isFresh(factorVerificationAge, asked),
}

/**
 * Whether a user meets all conditions. False without a user, without a condition, and when a condition cannot be evaluated.
 * Never throws, whatever the arguments are.
 *
 * @example
 * has(auth, { permission: 'org:invoices:create', reverification: 'strict' })
 */
export function has(auth: HasSubject, params: HasParams): boolean {
  try {
    const asked = Object.entries(CHECKS)
      .map(([name, holds]) => ({ holds, wanted: params[name as keyof HasParams] }))
      .filter(({ wanted }) => wanted !== undefined)
    return (
      Boolean(auth.userId) &&
      asked.length > 0 &&
      asked.every(({ holds, wanted }) => holds(auth, wanted) === true)
    )
  } catch {
    // The auth object or the params are missing, or a getter throws.
    return false
  }
}

/** Whether a reverification is valid: a preset, or a level and a positive number of minutes. `has` is false for other values. */
export function isReverification(asked: unknown): asked is Reverification {
  const { level, afterMinutes } = levelOf(asked)
  return (
    /^(first_factor|second_factor|multi_factor)$/.test(`${level}`) &&
    typeof afterMinutes === 'number' &&
    afterMinutes > 0
  )
}

function levelOf(asked: unknown): { level?: unknown; afterMinutes?: unknown } {
  return Object(typeof asked === 'string' ? PRESETS[asked] : asked)
}

function prefixed(name: string): string {
  return `org:${name.replace(/^(org:)+/, '')}`
}

function hasSlug(claim: unknown, asked: unknown): boolean {
  if (typeof asked !== 'string') return false
  const [scope = '', slug] = asked.split(':')
  const isOf = (owner: 'o' | 'u') => scopedSlugs(claim, owner).includes(slug ?? scope)
  return (
    ((slug === undefined || /^(o|org|organization)$/.test(scope)) && isOf('o')) ||
    ((slug === undefined || /^(u|user)$/.test(scope)) && isOf('u'))
  )
}

function isFresh(ages: unknown, wanted: unknown): boolean {
  const { level, afterMinutes } = levelOf(wanted)
  if (typeof afterMinutes !== 'number' || !Array.isArray(ages) || ages.length !== 2) return false
  // Minutes since each factor was verified; -1 when the user does not have the factor.
  if (!ages.every((age) => Number.isFinite(age) && (age === -1 || age >= 0))) return false
  const [first, second] = ages
  const fresh = (age: number) => age !== -1 && afterMinutes > age
  if (level === 'first_factor') return fresh(first)
  if (level === 'second_factor') return fresh(second === -1 ? first : second)
  return level === 'multi_factor' && fresh(first) && (second === -1 || fresh(second))
}
