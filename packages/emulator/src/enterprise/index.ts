/** What other modules and the files at the top may use of enterprise: connections and directories. */

export type { EnterpriseConnectionSeed } from './enterpriseConnections.ts'
export { forgetOrganizationLinks, forgetRoleMappings } from './removal.ts'
export { enterpriseRoutes } from './routes/index.ts'
export { ENTERPRISE_SHAPES, type EnterpriseSeed, plantConnections } from './seed.ts'
