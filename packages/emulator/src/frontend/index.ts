/** What other modules and the files at the top may use of frontend: what browsers call. */

export {
  addBrowser,
  clientOfBrowser,
  currentSession,
  endSessions,
  ensureClient,
  openSessions,
  recognise,
} from './browsers.ts'
export { browserCookies, type Cookies, sessionCookies } from './directives.ts'
export { cookieRoutes, frontendRoutes } from './routes/index.ts'
