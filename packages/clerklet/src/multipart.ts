/** A form for `request`: the runtime writes its boundary. Fields that are `undefined` are left out. */
export function multipart(fields: Record<string, Blob | string | undefined>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.set(name, value)
  }
  return form
}
