/** The Frontend API, which browsers call, and the functions that sign browsers in for the emulator and its pages. */

export {
  addBrowser,
  clientOfBrowser,
  ensureClient,
  recognise,
} from './browsers.ts'
export { isForFrontend } from './callers.ts'
export { drawDefaultImage } from './defaultImage.ts'
export { browserCookies, type Cookies, sessionCookies } from './directives.ts'
export { expireCookies } from './expiredCookies.ts'
export { cookieRoutes, frontendRoutes } from './routes/index.ts'
export { tellApplications } from './sharedCookies.ts'
export { admitByTicket, invitationBehind } from './tickets.ts'
