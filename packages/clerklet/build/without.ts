/** The code of a library without a part of it that is never run here. Fails when a new version no longer has that part. */
export function without(part: RegExp, code: string): string {
  const rest = code.replace(part, '')
  if (rest === code) throw new Error(`There is nothing like ${part} to leave out of:\n${code}`)
  return rest
}
