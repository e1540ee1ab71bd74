/**
 * The script of the sign-in page: components put the way back behind `#/?`, which no server sees, and it goes to the query. It is
 * text because it runs in a browser as it stands; without it, such a visitor stays on the page once signed in.
 */
export const signInScript = `
const [path, found] = location.hash.split('?')
if (path === '#/' && found) {
  const query = new URLSearchParams(location.search)
  for (const [name, value] of new URLSearchParams(found)) query.set(name, value)
  location.replace('?' + query)
}
`
