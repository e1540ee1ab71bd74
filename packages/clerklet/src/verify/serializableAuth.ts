/** The data of an auth object, without its functions. */
export type SerializableAuth<A extends object> = {
  [K in keyof A as A[K] extends (...args: never[]) => unknown ? never : K]: A[K]
}

/**
 * Copies an auth object without its functions, to send it to a browser or to store it.
 *
 * @example
 * const data = JSON.stringify(serializableAuth(state.toAuth()))
 */
export function serializableAuth<A extends object>(auth: A): SerializableAuth<A> {
  const data = Object.entries(auth).filter(([, value]) => typeof value !== 'function')
  // A cast, because the type of Object.fromEntries loses the keys.
  return Object.fromEntries(data) as SerializableAuth<A>
}
