/** A URL or path without the slashes at its end. A loop, because a regular expression such as `/\/+$/` takes quadratic time. */
export function withoutEndSlashes(text: string): string {
  let end = text.length
  while (text[end - 1] === '/') end--
  return text.slice(0, end)
}
