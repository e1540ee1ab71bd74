import { Hono } from 'hono'
import { organizationsOnly } from '../../core/auth.ts'
import type { State } from '../../state.ts'
import { organizationDomains } from './organizationDomains.ts'
import { organizationInvitations } from './organizationInvitations.ts'
import { organizationMemberships } from './organizationMemberships.ts'
import { organizationPermissions } from './organizationPermissions.ts'
import { organizationRoles } from './organizationRoles.ts'
import { organizations } from './organizations.ts'
import { roleSets } from './roleSets.ts'
import { userOrganizations } from './userOrganizations.ts'

/**
 * The routes of organizations. While organizations are disabled, requests to `/organizations/…`, `/organization_memberships`,
 * `/organization_invitations` and `/organization_domains` are refused.
 */
export function organizationRoutes(state: State): Hono {
  const app = new Hono()
  for (const path of ['s/*', '_memberships', '_invitations', '_domains']) {
    app.use(`/organization${path}`, organizationsOnly(state))
  }
  app.route('/', organizations(state))
  app.route('/', organizationMemberships(state))
  app.route('/', organizationInvitations(state))
  app.route('/', organizationDomains(state))
  app.route('/organization_roles', organizationRoles(state))
  app.route('/organization_permissions', organizationPermissions(state))
  app.route('/role_sets', roleSets(state))
  app.route('/users', userOrganizations(state))
  return app
}
