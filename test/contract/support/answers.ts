type Transport = typeof import('#clerklet/core/request.ts')

/** The schema of each call of `request`, in the order of the calls; undefined for a call without a schema. */
export const schemas: (object | undefined)[] = []

/**
 * Returns the transport for `vi.mock`. Its `request` stores the schema of each call in `schemas`, because operations do not
 * export their schemas.
 */
export function recording(transport: Transport): Transport {
  return {
    ...transport,
    request: (...args) => {
      schemas.push(args[1])
      return transport.request(...args)
    },
  } as Transport
}
