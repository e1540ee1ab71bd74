/** A host, optionally with a port, as in the `Host` header: a name, an IPv4 address, or an IPv6 address in brackets. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d*)?$/i

/** The host of a `Host` header in the form of a URL, without its port; undefined when the header is malformed. */
export function hostOf(header: string): string | undefined {
  // `new URL` alone would take `evil@localhost` and `localhost/evil` for localhost.
  const url = `http://${header}`
  return HOST.test(header) && URL.canParse(url) ? new URL(url).hostname : undefined
}

/**
 * Whether a host, in the form of a URL, names this machine: `localhost`, a name below it, 127.0.0.0/8 or `[::1]`. Under any
 * other name, a web page can reach a server on this machine by pointing the name here (DNS rebinding).
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
