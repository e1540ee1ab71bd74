export {
  type CreateRedirectOptions,
  createRedirect,
  type RedirectOptions,
  type RedirectSettings,
  type Redirects,
} from './createRedirect.ts'
export { matchProxyPath } from './matchProxyPath.ts'
export { type ProxyErrorCode, proxyFrontendApi } from './proxyFrontendApi.ts'
export type { ProxyPathOptions } from './proxyPath.ts'
export type { ProxyContext, ProxyFrontendApiOptions } from './route.ts'
