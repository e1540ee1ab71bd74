import { type Entitlements, entitlementsOf } from '../billing/index.ts'
import {
  findMembership,
  permissionsOf,
  roleOf,
  type StoredOrganization,
  type StoredRole,
} from '../organizations/index.ts'
import type { State } from '../state.ts'

/** What {@link accessClaims} reads of a session. */
export interface ActiveSession {
  user_id: string
  last_active_organization_id?: string | null | undefined
}

/** What a user is and may do in the active organization. */
interface Access extends Entitlements {
  organization: StoredOrganization
  role: StoredRole
  /** Without system permissions: they are never in a token. */
  permissions: string[]
}

/**
 * The claims about what a user may do. In format 1: `org_…` for the active organization. In format 2: the same in `o`, and
 * the features and plans of the user and the organization in `fea` and `pla`, the latter where there are plans to choose.
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
  // A permission counts only while the plan of the organization has its feature.
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

/** Permissions such as `org:invoices:create`, by their features: a bit for each action that the feature allows. */
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
 * Such as `o:teams,ou:search,u:export`. Those of the organization come first, in the order of the masks: readers disagree on
 * whether the others count.
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
