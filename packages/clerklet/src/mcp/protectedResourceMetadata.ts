import { configured } from '../instance/configuration.ts'
import { checkFrontendApiOptions, frontendApiUrl } from '../instance/frontendApiUrl.ts'
import { type OptionKinds, PUBLISHABLE_KEY, TEXT, TRUE_OR_FALSE } from '../instance/optionKinds.ts'
import { type FrontendApiOptions, requirePublishableKey } from '../instance/parsePublishableKey.ts'
import { MCP_OPTIONS, type McpOptions, requireResource } from './options.ts'

/** The context of {@link protectedResourceMetadata}. */
export interface McpMetadataContext extends FrontendApiOptions {
  publishableKey?: string | undefined
}

const FIELDS: OptionKinds<McpMetadataContext> = {
  publishableKey: PUBLISHABLE_KEY,
  proxyUrl: TEXT,
  domain: TEXT,
  isSatellite: TRUE_OR_FALSE,
}

/**
 * Makes the response for `/.well-known/oauth-protected-resource`. The response names Clerk as the authorization server of this
 * resource to MCP clients. Return it for GET and for OPTIONS; pages of any origin may read the response.
 *
 * For `https://mcp.example.com/mcp`, clients first request `/.well-known/oauth-protected-resource/mcp`, and then
 * `/.well-known/oauth-protected-resource`. Serve both paths.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9728 RFC 9728}
 *
 * @param options The options of `authenticateMcp`. Clients request these `scopes` by default.
 *
 * @example
 * const { pathname } = new URL(request.url)
 * if (pathname.startsWith('/.well-known/oauth-protected-resource')) {
 *   return protectedResourceMetadata(ctx, { resource: 'https://mcp.example.com/mcp', scopes: ['email'] })
 * }
 *
 * @throws {ClerkConfigError} when `publishableKey` or `resource` is missing or malformed, when `proxyUrl` or the `domain` of a
 *   satellite is malformed, and when an option is unknown or of the wrong type.
 */
export function protectedResourceMetadata(ctx: McpMetadataContext, options: McpOptions): Response {
  const { resource, scopes } = configured<Partial<McpOptions>>({}, options, MCP_OPTIONS)
  const url = requireResource(resource)
  const config = configured(ctx, {}, FIELDS)
  checkFrontendApiOptions(config)
  const { publishableKey, proxyUrl, domain, isSatellite } = config
  const instance = requirePublishableKey(publishableKey, { domain, isSatellite })
  const metadata = {
    // Unchanged, because clients compare `resource` with their own URL of the server.
    resource,
    authorization_servers: [frontendApiUrl({ proxyUrl, instance }, url)],
    ...(scopes?.length && { scopes_supported: scopes }),
    bearer_methods_supported: ['header'],
  }
  return Response.json(metadata, { headers: CORS })
}

/** CORS headers. All request headers are allowed, since clients send headers of their own, such as `MCP-Protocol-Version`. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, OPTIONS',
  'access-control-allow-headers': '*',
}
