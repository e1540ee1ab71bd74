/** What other modules and the files at the top may use of frontend: what browsers call. */

export {
  addBrowser,
  clientOfBrowser,
  ensureClient,
  recognise,
} from './browsers.ts'
export { browserCookies, type Cookies, sessionCookies } from './directives.ts'
export { cookieRoutes, frontendRoutes } from './routes/index.ts'
