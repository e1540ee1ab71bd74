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
