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
 * @throws {ClerkConfigError} when an id is not a non-empty string, or is `.` or `..`, which URL parsers fold away.
 */
export function path(parts: TemplateStringsArray, ...ids: string[]): Path {
  const route = parts.join('{id}')
  let encoded = parts[0] as string
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] as string
    if (typeof id !== 'string' || id === '' || id === '.' || id === '..') {
      throw new ClerkConfigError(
        `An id for ${route} is ${describe(id)}: pass a non-empty string (id ${index + 1} of ${ids.length})`,
      )
    }
    encoded += encodeURIComponent(id) + parts[index + 1]
  }
  return { encoded, route }
}

function describe(id: unknown): string {
  return typeof id === 'string' ? `"${id}"` : id === null ? 'null' : typeof id
}
