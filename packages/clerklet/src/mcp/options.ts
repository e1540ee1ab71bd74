import { misconfigured } from '../instance/configuration.ts'
import { type OptionKinds, SCOPES, TEXT } from '../instance/optionKinds.ts'
import { webUrl } from '../instance/url.ts'

/** Which resource an MCP server is, and what a request needs. */
export interface McpOptions {
  /**
   * The URL of the MCP server as its clients know it, such as `https://mcp.example.com/mcp`: http or https, without credentials
   * and fragment. Take it from your configuration and never from a request.
   */
  resource: string
  /** Scopes such as `['email', 'profile']`. Every one of them is needed. Default: none. */
  scopes?: readonly string[] | undefined
}

export const MCP_OPTIONS: OptionKinds<McpOptions> = { resource: TEXT, scopes: SCOPES }

/**
 * The URL of the resource.
 *
 * @throws {ClerkConfigError} when it is missing or malformed.
 */
export function requireResource(resource: string | undefined): URL {
  const url = webUrl(resource ?? '')
  // `URL` removes white space, but the metadata have the text as it is given.
  if (url && !url.hash && !/\s/.test(resource ?? '')) return url

  const wanted =
    'the URL of the MCP server, such as https://mcp.example.com/mcp, without credentials, fragment or white space'
  throw misconfigured('options.resource', resource ? 'not valid' : 'missing', wanted)
}
