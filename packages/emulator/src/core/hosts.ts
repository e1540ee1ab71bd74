/** A host and perhaps a port, as `Host` holds them: a name, an IPv4 address, or an IPv6 address in brackets. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d*)?$/i

/** The host of a `Host` header as a URL has it, without its port; nothing when the header is malformed. */
export function hostOf(header: string): string | undefined {
  // `new URL` alone would take `evil@localhost` and `localhost/evil` for localhost.
  const url = `http://${header}`
  return HOST.test(header) && URL.canParse(url) ? new URL(url).hostname : undefined
}

/**
 * Whether a host, as a URL has it, names this machine: `localhost`, a name below it, 127.0.0.0/8 or `[::1]`. A web page reaches
 * a server on this machine under any other name once it points the name here (DNS rebinding).
 */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    name === '[::1]' ||
    // 127.0.0.0/8 as IPv6: a URL writes [::ffff:127.0.0.1] as [::ffff:7f00:1].
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(name)
  )
}
