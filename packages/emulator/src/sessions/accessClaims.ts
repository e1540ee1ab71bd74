import { type Entitlements, entitlementsOf } from '../billing/index.ts'
import {
  findMembership,
  permissionsOf,
  roleOf,
  type StoredOrganization,
  type StoredRole,
} from '../organizations/index.ts'
import type { State } from '../state.ts'

/** The fields of a session that {@link accessClaims} reads. */
export interface ActiveSession {
  user_id: string
  last_active_organization_id?: string | null | undefined
}

/** The role, permissions and entitlements of a user in the active organization. */
interface Access extends Entitlements {
  organization: StoredOrganization
  role: StoredRole
  /** Without system permissions, which tokens never contain. */
  permissions: string[]
}

/**
 * Returns the claims about a user's permissions. Format 1 describes the active organization in the claims `org_…`, format 2 in
 * the claim `o`. Format 2 also has the features of the user and the organization in `fea`, and their plans in `pla` if the
 * instance has plans to choose.
 *
 * @see {@link https://clerk.com/docs/guides/sessions/session-tokens Session tokens}
 */
export function accessClaims(
  state: State,
  session: ActiveSession,
  version: 1 | 2,
): Record<string, unknown> {
  const access = accessOf(state, session)
  if (version === 1) {
    return access
      ? {
          org_id: access.organization.id,
          org_role: access.role.key,
          org_slug: access.organization.slug,
          org_permissions: access.permissions,
        }
      : {}
  }
  const own = entitlementsOf(state, 'user', session.user_id)
  const fea = scoped(access?.features, own?.features)
  const pla = scoped(access?.plans, own?.plans)
  return { ...(access && { o: compact(access) }), ...(fea && { fea }), ...(pla && { pla }) }
}

function accessOf(state: State, session: ActiveSession): Access | undefined {
  const id = session.last_active_organization_id
  const organization = id ? state.organizations.get(id) : undefined
  const membership = organization && findMembership(state, organization.id, session.user_id)
  if (!membership) return undefined
  const role = roleOf(state, membership.role_id)
  const keys = permissionsOf(state, role)
    .filter(({ type }) => type !== 'system')
    .map(({ key }) => key)
  const entitlements = entitlementsOf(state, 'org', organization.id)
  // When organizations can choose a plan, a permission is valid only while the plan of the organization includes its feature.
  const permissions = keys.filter((key) => entitlements?.features.includes(featureOf(key)) ?? true)
  const features = entitlements?.features ?? [...new Set(permissions.map(featureOf))]
  return {
    organization,
    role,
    permissions,
    features: features.sort(),
    plans: entitlements?.plans ?? [],
  }
}

/**
 * Makes the claim `o`. Permissions such as `org:invoices:create` are grouped by feature. Each feature has a bit mask of its
 * allowed actions.
 */
function compact({ organization, role, permissions, features }: Access) {
  const per = [...new Set(permissions.map(actionOf))].sort()
  const masks = features.map((feature) =>
    permissions
      .filter((key) => featureOf(key) === feature)
      .reduce((mask, key) => mask | (1n << BigInt(per.indexOf(actionOf(key)))), 0n),
  )
  return {
    id: organization.id,
    rol: role.key.replace(/^org:/, ''),
    slg: organization.slug,
    ...(per.length && { per: per.join(), fpm: masks.join() }),
  }
}

/**
 * Returns a scoped list, such as `o:teams,ou:search,u:export`. The organization's features come first, in the order of the bit
 * masks in `fpm`. Features that only the user has come last, because libraries disagree on whether `fpm` has masks for them.
 */
function scoped(ofOrganization: string[] = [], ofUser: string[] = []): string {
  const first = ofOrganization.map((slug) => `${ofUser.includes(slug) ? 'ou' : 'o'}:${slug}`)
  const rest = ofUser.filter((slug) => !ofOrganization.includes(slug)).map((slug) => `u:${slug}`)
  return [...first, ...rest].join()
}

function featureOf(key: string): string {
  return key.split(':')[1] ?? ''
}

function actionOf(key: string): string {
  return key.split(':')[2] ?? ''
}
