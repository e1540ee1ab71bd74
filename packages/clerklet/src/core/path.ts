import { ClerkConfigError } from './errors.ts'

/** A path with its ids filled in, and its template. */
export interface Path {
  /** The path with every id percent-encoded. */
  encoded: string
  /** The path with `{id}` in place of every id. Safe to log, and equal for all calls of an operation. */
  route: string
}

/**
 * Makes a path from a template literal: `` path`/users/${userId}` ``. Each id is percent-encoded, so that it stays one segment.
 *
 * @example
 * const user = await request(ctx, undefined, { method: 'GET', path: path`/users/${'user_2abc'}` })
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

/** Whether a text contains no lone surrogate, which a URL cannot encode. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

function describe(id: unknown): string {
  if (typeof id !== 'string') return id === null ? 'null' : typeof id
  return isWellFormed(id) ? `"${id}"` : 'a string with half a surrogate pair'
}
