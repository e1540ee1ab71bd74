/**
 * Whether a host serves the Account Portal of a development instance. A host such as `a.clerk.accounts.dev` does not: it serves
 * the Frontend API.
 */
export function isDevelopmentAccounts(host: string): boolean {
  return /(?<!(^|\.)clerk)\.accounts((stage)?\.dev|\.lclclerk\.com)$|^accounts\..*\.lcl((stage)?\.dev|clerk\.com)$/.test(
    host,
  )
}

/** The origin to which a proxy of the Frontend API forwards requests. */
export function frontendApiOrigin(frontendApi: string): string {
  return `https://frontend-api.${domainFor(frontendApi) ?? 'clerk.dev'}`
}

/** The domain of the APIs for Clerk's internal instances; undefined for the instances of customers. */
export function domainFor(frontendApi: string): string | undefined {
  const isLocal = /\.lcl\.dev$|lclstage\.dev$|\.lclclerk\.com$/.test(frontendApi)
  if (isLocal && !frontendApi.startsWith('clerk.')) return 'lclclerk.com'
  return frontendApi.endsWith('.accountsstage.dev') ? 'clerkstage.dev' : undefined
}
