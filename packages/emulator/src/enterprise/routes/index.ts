import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { adminPortalLinkTokens } from './adminPortalLinkTokens.ts'
import { directories } from './directories.ts'
import { enterpriseConnections } from './enterpriseConnections.ts'
import { samlConnections } from './samlConnections.ts'

/** The routes of enterprise connections, directories and links to the admin portal. */
export function enterpriseRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/enterprise_connections', enterpriseConnections(state))
  app.route('/saml_connections', samlConnections(state))
  app.route('/directories', directories(state, 'directory'))
  app.route('/scim_directories', directories(state, 'scim_directory'))
  app.route('/admin_portal_link_tokens', adminPortalLinkTokens(state))
  return app
}
