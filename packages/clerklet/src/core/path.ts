import { ClerkConfigError } from './errors.ts'

/** A path that is ready to be requested, and the template that it was made from. */
export interface Path {
  /** With every id percent-encoded. */
  encoded: string
  /** With `{id}` in place of every id: safe to log, and the same for every call. */
  route: string
}

/**
 * Tag for a path with ids in it: `` path`/users/${userId}` ``. Each id is percent-encoded, so that it stays one segment.
 *
 * @throws {ClerkConfigError} when the path does not begin with a slash, and when an id is not a non-empty, well-formed string,
 *   or is `.` or `..`, which URL parsers remove.
 */
export function path(parts: TemplateStringsArray, ...ids: string[]): Path {
  if (!Array.isArray(parts)) {
    throw new ClerkConfigError(
      'path is a tag for template literals: put it before one, without brackets, and the ids in it',
    )
  }
  const route = parts.join('{id}')
  if (!parts[0]?.startsWith('/')) {
    throw new ClerkConfigError(`The path ${route} must begin with a slash, such as /users`)
  }
  let encoded = parts[0] as string
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] as string
    if (typeof id !== 'string' || id === '' || id === '.' || id === '..' || !isWellFormed(id)) {
      throw new ClerkConfigError(
        `An id for ${route} is ${describe(id)}: pass a non-empty string (id ${index + 1} of ${ids.length})`,
      )
    }
    encoded += encodeURIComponent(id) + parts[index + 1]
  }
  return { encoded, route }
}

/** Whether a text has no lone surrogate: half a character, which a URL cannot contain. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

function describe(id: unknown): string {
  if (typeof id !== 'string') return id === null ? 'null' : typeof id
  return isWellFormed(id) ? `"${id}"` : 'a string with half a surrogate pair'
}
