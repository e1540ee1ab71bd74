/** Removes the slashes at the end of a URL or path. Uses a loop, because the expression `/\/+$/` takes quadratic time. */
export function withoutEndSlashes(text: string): string {
  let end = text.length
  while (text[end - 1] === '/') end--
  return text.slice(0, end)
}
