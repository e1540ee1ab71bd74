import { misconfigured } from '../instance/configuration.ts'
import { type OptionKinds, SCOPES, TEXT } from '../instance/optionKinds.ts'
import { webUrl } from '../instance/url.ts'

/** Options of `authenticateMcp` and `protectedResourceMetadata`. */
export interface McpOptions {
  /**
   * The URL at which clients reach the MCP server, such as `https://mcp.example.com/mcp`: http or https, without credentials
   * and fragment. Take it from your configuration, never from a request.
   */
  resource: string
  /** The scopes that a token must have, such as `['email', 'profile']`. Default: none. */
  scopes?: readonly string[] | undefined
}

export const MCP_OPTIONS: OptionKinds<McpOptions> = { resource: TEXT, scopes: SCOPES }

/**
 * Parses and checks the option `resource`.
 *
 * @throws {ClerkConfigError} when `resource` is missing or malformed.
 */
export function requireResource(resource: string | undefined): URL {
  const url = webUrl(resource ?? '')
  // White space is refused, because `URL` removes it, but the metadata would contain it.
  if (url && !url.hash && !/\s/.test(resource ?? '')) return url

  const wanted =
    'the URL of the MCP server, such as https://mcp.example.com/mcp, without credentials, fragment or white space'
  throw misconfigured('options.resource', resource ? 'not valid' : 'missing', wanted)
}
