import { configured } from '../instance/configuration.ts'
import { checkFrontendApiOptions, frontendApiUrl } from '../instance/frontendApiUrl.ts'
import { type OptionKinds, PUBLISHABLE_KEY, TEXT, TRUE_OR_FALSE } from '../instance/optionKinds.ts'
import { type FrontendApiOptions, requirePublishableKey } from '../instance/parsePublishableKey.ts'
import { MCP_OPTIONS, type McpOptions, requireResource } from './options.ts'

/** What {@link protectedResourceMetadata} reads of the context. */
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
 * The response for `/.well-known/oauth-protected-resource`, by which MCP clients find out that Clerk is the authorization
 * server of this resource. It serves GET and OPTIONS alike, and pages of any origin may read it.
 *
 * Clients append the path of the resource first, such as `/.well-known/oauth-protected-resource/mcp` for
 * `https://mcp.example.com/mcp`, then without. Respond with it at both.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9728 RFC 9728}
 *
 * @param options The same as of `authenticateMcp`. `scopes` are those that clients ask for when nothing else tells them.
 *
 * @example
 * const { pathname } = new URL(request.url)
 * if (pathname.startsWith('/.well-known/oauth-protected-resource')) {
 *   return protectedResourceMetadata(ctx, { resource: 'https://mcp.example.com/mcp', scopes: ['email'] })
 * }
 *
 * @throws {ClerkConfigError} when `publishableKey`, `proxyUrl` or `resource` is missing or malformed, and when an option is
 *   unknown or of the wrong kind.
 */
export function protectedResourceMetadata(ctx: McpMetadataContext, options: McpOptions): Response {
  const { resource, scopes } = configured<Partial<McpOptions>>({}, options, MCP_OPTIONS)
  const url = requireResource(resource)
  const config = configured(ctx, {}, FIELDS)
  checkFrontendApiOptions(config)
  const { publishableKey, proxyUrl, domain, isSatellite } = config
  const instance = requirePublishableKey(publishableKey, { domain, isSatellite })
  const metadata = {
    // As it was given: clients compare it with the URL that they know.
    resource,
    authorization_servers: [frontendApiUrl({ proxyUrl, instance }, url)],
    ...(scopes?.length && { scopes_supported: scopes }),
    bearer_methods_supported: ['header'],
  }
  return Response.json(metadata, { headers: CORS })
}

/** Clients send headers of their own, such as `MCP-Protocol-Version`. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, OPTIONS',
  'access-control-allow-headers': '*',
}
