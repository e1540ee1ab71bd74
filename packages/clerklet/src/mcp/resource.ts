import { parsedUrl } from '../instance/url.ts'

/**
 * Makes the URL of the metadata of a resource: inserts the well-known path between the host and the path of the resource.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9728#section-3.1 RFC 9728}
 */
export function metadataUrl(resource: URL): string {
  const path = resource.pathname === '/' ? '' : resource.pathname
  return `${resource.origin}/.well-known/oauth-protected-resource${path}${resource.search}`
}

/**
 * Whether a token was issued for a resource: its `aud` contains the URL of the resource, with or without a slash at the end of
 * the path. Clients send `https://mcp.example.com/` for `https://mcp.example.com`.
 *
 * @see {@link https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization#canonical-server-uri MCP}
 */
export function isFor(resource: URL, aud: readonly string[]): boolean {
  return aud.some((one) => {
    const url = parsedUrl(one)
    return url !== undefined && canonical(url) === canonical(resource)
  })
}

/**
 * Returns a text to compare URLs by, without a slash at the end of the path. Parsing has already removed a default port, and
 * changed the scheme and host to lower case.
 */
function canonical({ protocol, username, password, host, pathname, search, hash }: URL): string {
  return JSON.stringify([
    protocol,
    username,
    password,
    host,
    pathname.replace(/\/$/, ''),
    search,
    hash,
  ])
}
