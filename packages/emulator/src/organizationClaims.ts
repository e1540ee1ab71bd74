import { findMembership } from './memberships.ts'
import { permissionsOf, roleOf } from './roles.ts'
import type { State } from './state.ts'

/** What {@link organizationClaims} reads of a session. */
export interface ActiveSession {
  user_id: string
  last_active_organization_id?: string | null | undefined
}

/**
 * The claims about the active organization of a session: `org_…` in format 1; `o` and `fea` in format 2. None without an
 * active organization, or when the user is no longer a member. System permissions are never in a token.
 *
 * @see {@link https://clerk.com/docs/guides/sessions/session-tokens Session tokens}
 */
export function organizationClaims(
  state: State,
  session: ActiveSession,
  version: 1 | 2,
): Record<string, unknown> {
  const id = session.last_active_organization_id
  const organization = id ? state.organizations.get(id) : undefined
  const membership = organization && findMembership(state, organization.id, session.user_id)
  if (!organization || !membership) return {}
  const role = roleOf(state, membership.role_id)
  const permissions = permissionsOf(state, role)
    .filter(({ type }) => type !== 'system')
    .map(({ key }) => key)
  if (version === 1) {
    return {
      org_id: organization.id,
      org_role: role.key,
      org_slug: organization.slug,
      org_permissions: permissions,
    }
  }
  const { features, per, fpm } = masksOf(permissions)
  return {
    o: {
      id: organization.id,
      rol: role.key.replace(/^org:/, ''),
      slg: organization.slug,
      ...(per.length && { per: per.join(), fpm: fpm.join() }),
    },
    ...(features.length && { fea: features.map((feature) => `o:${feature}`).join() }),
  }
}

/** Permissions such as `org:invoices:create`, by their features: a bit for each action that the feature allows. */
function masksOf(permissions: string[]): { features: string[]; per: string[]; fpm: bigint[] } {
  const pairs = permissions.map((key) => key.split(':').slice(1) as [string, string])
  const features = [...new Set(pairs.map(([feature]) => feature))].sort()
  const per = [...new Set(pairs.map(([, action]) => action))].sort()
  const fpm = features.map((feature) =>
    pairs
      .filter(([own]) => own === feature)
      .reduce((mask, [, action]) => mask | (1n << BigInt(per.indexOf(action))), 0n),
  )
  return { features, per, fpm }
}
