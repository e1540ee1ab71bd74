export {
  type CreateRedirectOptions,
  createRedirect,
  type RedirectOptions,
  type Redirects,
} from './createRedirect.ts'
export { matchProxyPath } from './matchProxyPath.ts'
export {
  type ProxyContext,
  type ProxyErrorCode,
  type ProxyFrontendApiOptions,
  proxyFrontendApi,
} from './proxyFrontendApi.ts'
export type { ProxyPathOptions } from './proxyPath.ts'
