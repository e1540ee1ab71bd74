/** Domains, redirect URLs, and the routes that change settings. The settings themselves are stored in `core`. */

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
  SETTINGS,
} from './seed.ts'
