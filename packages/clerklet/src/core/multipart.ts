import { ClerkConfigError } from './errors.ts'
import { kindOf } from './kindOf.ts'

/**
 * Makes a form for `request`. The runtime sets its boundary. Fields that are `undefined` are left out.
 *
 * @param operation Names the call in errors.
 * @param fields `file` is a `Blob` or `File`, every other field a string.
 * @throws {ClerkConfigError} when a field is of another type. The error names the field and what to pass.
 */
export function multipart(
  operation: string,
  fields: { file?: Blob | undefined; [name: string]: unknown },
): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    if (name === 'file') form.set(name, ...part(operation, value))
    else if (typeof value === 'string') form.set(name, value)
    else {
      throw new ClerkConfigError(`${operation}: params.${name} is ${kindOf(value)}: pass a string`)
    }
  }
  return form
}

/**
 * Returns a file and its name. A `Blob` is named `file`: Bun would send an empty name, and most servers would then read the
 * part as text.
 */
function part(operation: string, file: unknown): [file: Blob, name: string] {
  if (file instanceof File) return [file, file.name]
  if (file instanceof Blob) return [file, 'file']
  throw new ClerkConfigError(`${operation}: params.file ${flawOf(file)}`)
}

/** Describes a value that is not a file, and how to make a file from it. */
function flawOf(value: unknown): string {
  if (typeof value === 'string') {
    return 'is a string, and paths are not read: pass await openAsBlob(path, { type: "image/png" }) from node:fs'
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return 'holds bytes: pass new Blob([file], { type: "image/png" }), or a File'
  }
  const { blob, getReader, pipe } = Object(value) as Record<string, unknown>
  if (typeof blob === 'function') return 'is a Response or a Request: pass await file.blob()'
  if (typeof getReader === 'function' || typeof pipe === 'function') {
    return 'is a stream: pass await new Response(file, { headers: { "content-type": "image/png" } }).blob()'
  }
  return `is ${kindOf(value)}: pass a Blob or File`
}
