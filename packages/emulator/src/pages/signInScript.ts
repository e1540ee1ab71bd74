/**
 * The script of the sign-in page. Clerk's components put the return address behind `#/?`, in the fragment, which servers do not
 * receive. The script moves the address to the query; otherwise, the browser stays on the page after sign-in. The script is a
 * string, because it is served without compilation.
 */
export const signInScript = `
const [path, found] = location.hash.split('?')
if (path === '#/' && found) {
  const query = new URLSearchParams(location.search)
  for (const [name, value] of new URLSearchParams(found)) query.set(name, value)
  location.replace('?' + query)
}
`
