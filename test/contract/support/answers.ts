type Transport = typeof import('#clerklet/core/request.ts')

/** The schema of each call of `request`, in the order of the calls; undefined for a call without a schema. */
export const schemas: (object | undefined)[] = []

/**
 * Returns the transport with a `request` that stores its schema in `schemas`: an operation does not export its schema. For
 * `vi.mock`.
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
