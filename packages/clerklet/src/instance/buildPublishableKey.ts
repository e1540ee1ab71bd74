/**
 * The publishable key of a Frontend API host: `pk_test_` for the hosts of development instances, else `pk_live_`.
 *
 * @example
 * buildPublishableKey('clerk.example.com') // 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k'
 */
export function buildPublishableKey(frontendApi: string): string {
  const isDevelopment =
    /^[a-z]+-[a-z]+-\d{1,2}\.clerk\.accounts([a-z.]*)(dev|com)$/.test(frontendApi) ||
    /^clerk\..*\.(lcl\.dev|lclstage\.dev|lclclerk\.com)$/.test(frontendApi)
  return `pk_${isDevelopment ? 'test' : 'live'}_${btoa(`${frontendApi}$`).replace(/=+$/, '')}`
}
