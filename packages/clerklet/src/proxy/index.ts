export { matchProxyPath } from './matchProxyPath.ts'
export {
  type ProxyContext,
  type ProxyErrorCode,
  type ProxyFrontendApiOptions,
  proxyFrontendApi,
} from './proxyFrontendApi.ts'
export type { ProxyPathOptions } from './proxyPath.ts'
