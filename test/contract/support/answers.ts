type Transport = typeof import('#clerklet/core/request.ts')

/** The schemas that `request` was given, in the order of the calls. */
export const schemas: (object | undefined)[] = []

/**
 * The transport, with a `request` that keeps the schema it is given: operations only pass it to `request`, so it can be read
 * here. For `vi.mock`.
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
