/**
 * The script of the sign-in page. Components put the return address behind `#/?`, which servers do not receive; the script
 * moves it to the query. It is text because a browser runs it unchanged. Without it, such a visitor stays on the page after
 * sign-in.
 */
export const signInScript = `
const [path, found] = location.hash.split('?')
if (path === '#/' && found) {
  const query = new URLSearchParams(location.search)
  for (const [name, value] of new URLSearchParams(found)) query.set(name, value)
  location.replace('?' + query)
}
`
