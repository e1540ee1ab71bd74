/**
 * Returns the URL of the Account Portal that belongs to a Frontend API host; empty without a host.
 *
 * @example
 * accountsUrl('clerk.example.com') // 'https://accounts.example.com'
 */
export function accountsUrl(frontendApi: string | undefined): string {
  return frontendApi
    ? `https://${frontendApi.replace(/clerk\.(?:accounts(stage)?\.)?/, 'accounts$1.')}`
    : ''
}
