/** Returns a URL as text, without the query parameters in `names`. All other parameters stay as written. */
export function withoutParameters(url: URL, names: readonly string[]): string {
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => {
      const parameter = new URLSearchParams(pair)
      return !names.some((name) => parameter.has(name))
    })
    .join('&')
  const bare = new URL(url)
  bare.search = kept
  return bare.href
}

/** Parses an http or https URL without credentials. Undefined for any other text. */
export function webUrl(value: string): URL | undefined {
  const url = parsedUrl(value)
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined
}

/** Parses a URL; undefined when it is invalid. Some runtimes have no `URL.parse`. */
export function parsedUrl(value: string | URL, base?: string | URL): URL | undefined {
  try {
    return new URL(value, base)
  } catch {
    return undefined
  }
}
