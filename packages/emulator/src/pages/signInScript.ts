/**
 * The script of the sign-in page. Components put the return address behind `#/?`, which servers do not receive. The script
 * moves the address to the query; otherwise, the browser stays on the page after sign-in. The script is text because a browser
 * runs it unchanged.
 */
export const signInScript = `
const [path, found] = location.hash.split('?')
if (path === '#/' && found) {
  const query = new URLSearchParams(location.search)
  for (const [name, value] of new URLSearchParams(found)) query.set(name, value)
  location.replace('?' + query)
}
`
