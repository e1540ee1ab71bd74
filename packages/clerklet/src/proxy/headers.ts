/** Headers of a single connection, which a proxy must not forward. `Expect` is dropped, too: fetch cannot send it. */
const HOP_BY_HOP =
  /^(connection|expect|keep-alive|proxy-(authenticate|authorization|connection)|te|trailer|transfer-encoding|upgrade)$/

/** Copies the headers that a proxy forwards. `set-cookie` lines stay separate. */
export function endToEnd(headers: Headers): Headers {
  const connection = headers.get('connection')?.toLowerCase() ?? ''
  const named = new Set(connection.split(',').map((name) => name.trim()))
  const kept = new Headers()
  for (const [name, value] of headers) {
    if (!HOP_BY_HOP.test(name) && !named.has(name)) kept.append(name, value)
  }
  return kept
}
