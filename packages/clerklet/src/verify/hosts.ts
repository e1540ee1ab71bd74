/**
 * The root of the hosted account pages that belong to a Frontend API; empty when there is none.
 *
 * @example
 * accountsUrl('clerk.example.com') // 'https://accounts.example.com'
 */
export function accountsUrl(frontendApi: string | undefined): string {
  if (!frontendApi) return ''
  const host = frontendApi.includes('clerk.accountsstage.')
    ? frontendApi.replace('clerk.accountsstage.', 'accountsstage.')
    : frontendApi.replace(/clerk\.accounts\.|clerk\./, 'accounts.')
  return `https://${host}`
}

/** Whether a host serves the account pages of some development instance. */
export function isDevelopmentAccounts(host: string): boolean {
  const [, before] =
    /^(.*)\.(?:accounts\.dev|accountsstage\.dev|accounts\.lclclerk\.com)$/.exec(host) ?? []
  if (before !== undefined && !/(^|\.)clerk$/.test(before)) return true
  return /^accounts\..*\.(lcl\.dev|lclstage\.dev|lclclerk\.com)$/.test(host)
}
