/**
 * Whether a host belongs to a development or staging instance of Clerk.
 *
 * @example
 * isDevelopmentHost('quiet-owl-1.clerk.accounts.dev') // true
 */
export function isDevelopmentHost(host: string): boolean {
  return /(\.lcl\.dev|\.stg\.dev|\.lclstage\.dev|\.stgstage\.dev|\.(dev|stg|accounts)\.lclclerk\.com|accountsstage\.dev|accounts\.dev)$/.test(
    host,
  )
}
