import { ClerkConfigError } from './errors.ts'

/**
 * A form for `request`: the runtime sets its boundary. Fields that are `undefined` are left out.
 *
 * @throws {ClerkConfigError} naming a field that is neither a `Blob` nor a string.
 */
export function multipart(fields: Record<string, Blob | string | undefined>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) {
      // Bun leaves the file name of a `Blob` empty, and most servers read a part without file name as text.
      form.set(name, value, value instanceof File ? value.name : name)
    } else if (typeof value === 'string') form.set(name, value)
    else if (value !== undefined) {
      throw new ClerkConfigError(
        `${name} is ${value === null ? 'null' : `of type ${typeof value}`}: pass a Blob or File for a file, and a string for anything else`,
      )
    }
  }
  return form
}
