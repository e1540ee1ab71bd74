/** A host, optionally with a port, as in the `Host` header: a name, an IPv4 address, or an IPv6 address in brackets. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d*)?$/i

/** Returns the host of a `Host` header without its port, normalized as in a URL; undefined when the header is malformed. */
export function hostOf(header: string): string | undefined {
  // `new URL` alone would take `evil@localhost` and `localhost/evil` for localhost.
  const url = `http://${header}`
  return HOST.test(header) && URL.canParse(url) ? new URL(url).hostname : undefined
}

/**
 * Whether a host, normalized as in a URL, is this machine: `localhost`, a subdomain of `localhost`, 127.0.0.0/8 or `[::1]`.
 * Any other name may belong to an attacker, whose web page could then reach a server on this machine (DNS rebinding).
 */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    name === '[::1]' ||
    // An address of 127.0.0.0/8 in IPv6 form: `URL` converts [::ffff:127.0.0.1] to [::ffff:7f00:1].
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(name)
  )
}
