/**
 * The root of the hosted account pages that belong to a Frontend API; empty when there is none.
 *
 * @example
 * accountsUrl('clerk.example.com') // 'https://accounts.example.com'
 */
export function accountsUrl(frontendApi: string | undefined): string {
  return frontendApi
    ? `https://${frontendApi.replace(/clerk\.(?:accounts(stage)?\.)?/, 'accounts$1.')}`
    : ''
}

/** Whether a host serves the account pages of some development instance. Under `clerk.` is the Frontend API. */
export function isDevelopmentAccounts(host: string): boolean {
  return /(?<!(^|\.)clerk)\.accounts((stage)?\.dev|\.lclclerk\.com)$|^accounts\..*\.lcl((stage)?\.dev|clerk\.com)$/.test(
    host,
  )
}

/** Whether a host belongs to a development or staging instance of Clerk. */
export function isDevelopmentHost(host: string): boolean {
  return /(\.lcl\.dev|\.stg\.dev|\.lclstage\.dev|\.stgstage\.dev|\.(dev|stg|accounts)\.lclclerk\.com|accountsstage\.dev|accounts\.dev)$/.test(
    host,
  )
}

/** The origin of the Backend API that serves an instance with this Frontend API host. */
export function apiOrigin(frontendApi: string): string {
  return `https://api.${domainFor(frontendApi) ?? 'clerk.com'}`
}

/** The origin at which applications that serve the Frontend API themselves reach it. */
export function frontendApiOrigin(frontendApi: string): string {
  return `https://frontend-api.${domainFor(frontendApi) ?? 'clerk.dev'}`
}

/** The domain of the APIs for instances of Clerk's own making; undefined for those of everybody. */
function domainFor(frontendApi: string): string | undefined {
  const isLocal = /\.lcl\.dev$|lclstage\.dev$|\.lclclerk\.com$/.test(frontendApi)
  if (isLocal && !frontendApi.startsWith('clerk.')) return 'lclclerk.com'
  return frontendApi.endsWith('.accountsstage.dev') ? 'clerkstage.dev' : undefined
}
