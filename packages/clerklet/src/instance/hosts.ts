/** Whether a host serves the account pages of some development instance. Under `clerk.` is the Frontend API. */
export function isDevelopmentAccounts(host: string): boolean {
  return /(?<!(^|\.)clerk)\.accounts((stage)?\.dev|\.lclclerk\.com)$|^accounts\..*\.lcl((stage)?\.dev|clerk\.com)$/.test(
    host,
  )
}

/** The origin at which applications that serve the Frontend API themselves reach it. */
export function frontendApiOrigin(frontendApi: string): string {
  return `https://frontend-api.${domainFor(frontendApi) ?? 'clerk.dev'}`
}

/** The domain of the APIs for instances of Clerk's own making; undefined for those of everybody. */
export function domainFor(frontendApi: string): string | undefined {
  const isLocal = /\.lcl\.dev$|lclstage\.dev$|\.lclclerk\.com$/.test(frontendApi)
  if (isLocal && !frontendApi.startsWith('clerk.')) return 'lclclerk.com'
  return frontendApi.endsWith('.accountsstage.dev') ? 'clerkstage.dev' : undefined
}
