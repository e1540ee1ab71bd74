/** What other modules and the files at the top may use of instance: settings, domains and redirect URLs. */

export { addPrimaryDomain, isAllowedHost } from './domains.ts'
export { proxyHealth } from './proxies.ts'
export { type RedirectUrlSeed, redirectTarget } from './redirectUrls.ts'
export { instanceRoutes, publicRoutes } from './routes/index.ts'
export {
  checkSettings,
  INSTANCE_SHAPES,
  type InstanceSeed,
  plantRedirectUrls,
  plantSettings,
} from './seed.ts'
