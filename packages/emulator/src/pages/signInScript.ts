/**
 * The script of the page to sign in. The script of Clerk names where people come from behind the `#`, which no server sees; here it
 * becomes a part of the query.
 */
export const signInScript = `const behind = new URLSearchParams(location.hash.split('?')[1] ?? '')
const query = new URLSearchParams(location.search)
const back = ['sign_in_force_redirect_url', 'redirect_url', 'sign_in_fallback_redirect_url']
  .map((name) => behind.get(name))
  .find(Boolean)
if (back && !query.has('redirect_url')) {
  query.set('redirect_url', back)
  location.replace(location.pathname + '?' + query)
}
`
