/** A form for `request`: the runtime writes its boundary. Fields that are `undefined` are left out. */
export function multipart(fields: Record<string, Blob | string | undefined>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) {
      // Bun leaves the name of a `Blob` empty, and most servers take a part without one for text.
      form.set(name, value, value instanceof File ? value.name : name)
    } else if (value !== undefined) form.set(name, value)
  }
  return form
}
