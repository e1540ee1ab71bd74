import type { PermissionKey, RoleKey } from '../core/applicationTypes.ts'
import { isObject } from '../core/isObject.ts'
import type { SessionClaims } from './token/decodeToken.ts'
import { scopedSlugs } from './token/scopedSlugs.ts'

/** The claims of a session token under this package's names. A field is undefined or `null` when the token has no such claim. */
export interface SessionProperties {
  userId: string
  sessionId: string | undefined
  /** All claims, as received. */
  sessionClaims: SessionClaims
  /** `pending` until the user has completed a task, such as choosing an organization. */
  sessionStatus: 'active' | 'pending' | (string & {}) | null
  /** The actor that impersonates the user. */
  actor: SessionClaims['act']
  /** The id of the active organization. */
  orgId: string | undefined
  /** The role in the active organization, such as `org:admin`. */
  orgRole: RoleKey | undefined
  orgSlug: string | undefined
  /** The permissions in the active organization, such as `org:invoices:create`. */
  orgPermissions: PermissionKey[] | undefined
  /** Minutes since the first and the second factor were verified; `-1` when the user does not have the factor. */
  factorVerificationAge: [first: number, second: number] | null
}

/**
 * Reads the claims of a session token, whether the organization is in `org_…` claims (format 1) or in `o` (format 2).
 *
 * @see {@link https://clerk.com/docs/guides/sessions/session-tokens Session tokens}
 *
 * @example
 * const { userId, orgId, orgPermissions } = sessionProperties(await verifyToken(ctx, token))
 */
export function sessionProperties(claims: SessionClaims): SessionProperties {
  return {
    userId: claims.sub,
    sessionId: claims.sid,
    sessionClaims: claims,
    sessionStatus: claims.sts ?? null,
    actor: claims.act,
    factorVerificationAge: claims.fva ?? null,
    ...(claims.v === 2 ? organization(claims) : organizationOfFormat1(claims)),
  }
}

type OrganizationProperties = Pick<
  SessionProperties,
  'orgId' | 'orgRole' | 'orgSlug' | 'orgPermissions'
>

function organizationOfFormat1(claims: SessionClaims): OrganizationProperties {
  // These casts are unchecked: a template may give these claims any type. `has` checks the types.
  return {
    orgId: claims.org_id as string | undefined,
    orgRole: claims.org_role as string | undefined,
    orgSlug: claims.org_slug as string | undefined,
    orgPermissions: claims.org_permissions as string[] | undefined,
  }
}

function organization({ o, fea }: SessionClaims): OrganizationProperties {
  const isActive = isObject(o)
  const { id, slg, rol, per, fpm } = (isActive ? o : {}) as Record<string, string | undefined>
  return {
    orgId: id,
    orgSlug: slg,
    orgRole: rol ? `org:${rol}` : undefined,
    orgPermissions: isActive ? permissions(scopedSlugs(fea, 'o'), list(per), list(fpm)) : undefined,
  }
}

/**
 * Returns the permissions in the active organization. The bits of mask `i`, lowest first, select the `names` that feature `i`
 * grants. `features` must not contain features that only the user has.
 */
function permissions(features: string[], names: string[], masks: string[]): string[] {
  return features.flatMap((feature, index) => {
    const mask = masks[index] ?? ''
    // A BigInt, because masks may exceed 2^53.
    const bits = /^\d+$/.test(mask) ? BigInt(mask).toString(2) : ''
    return names
      .slice(0, bits.length)
      .filter((_, bit) => bits.at(-1 - bit) === '1')
      .map((name) => `org:${feature}:${name}`)
  })
}

function list(claim: unknown): string[] {
  return typeof claim === 'string' && claim ? claim.split(',').map((item) => item.trim()) : []
}
