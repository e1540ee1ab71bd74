/** Sessions, clients, their tokens, and JWT templates. */

export { noteActivity } from './activity.ts'
export {
  activateOrganization,
  beginAttempt,
  chooseOrganization,
  currentSession,
  endAttempt,
  endSessions,
  openSessions,
  useSession,
} from './clients.ts'
export { factorAges, noteFactors } from './factorAges.ts'
export { type JwtTemplateSeed, jwtTemplateNamed, mintTemplateToken } from './jwtTemplates.ts'
export { forgetSessions, leaveOrganization } from './removal.ts'
export { sessionRoutes } from './routes/index.ts'
export { plantSessions, SESSIONS_SHAPES, type SessionsSeed } from './seed.ts'
export { checkSessionClaims } from './sessionClaims.ts'
export { acceptExpiredToken, type RefreshParams } from './sessionRefresh.ts'
export {
  addClient,
  addSession,
  checkMembership,
  closeSession,
  completeTask,
  isLive,
  revokeSessions,
  type SessionSeed,
  sendClient,
  sessionOf,
  upToDate,
} from './sessions.ts'
export type { Session, StoredClient } from './store.ts'
export { mintSessionToken, SESSION_CATEGORY, type TokenOptions } from './tokens.ts'
