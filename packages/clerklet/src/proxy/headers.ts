/** About one connection, so that no proxy may pass them on. Nobody asks us to `expect` anything: no fetch can. */
const HOP_BY_HOP =
  /^(connection|expect|keep-alive|proxy-(authenticate|authorization|connection)|te|trailer|transfer-encoding|upgrade)$/

/** A copy of the headers that are for whoever is at the other end. Lines of `set-cookie` stay apart. */
export function endToEnd(headers: Headers): Headers {
  const named =
    headers
      .get('connection')
      ?.toLowerCase()
      .split(/\s*,\s*/) ?? []
  const kept = new Headers()
  for (const [name, value] of headers) {
    if (!HOP_BY_HOP.test(name) && !named.includes(name)) kept.append(name, value)
  }
  return kept
}
