/** Invitations, waitlist, restrictions, sign-ups, sign-ins and tickets, and operations that change data of several modules. */

export type { Form } from './factorProofs.ts'
export { type InvitationSeed, invitationOf, noteAccepted } from './invitations.ts'
export { changeOwnPassword, removeOwnPassword } from './ownPassword.ts'
export { removeMembership, removeUser } from './removal.ts'
export { checkAttributes, IDENTIFIERS } from './requirements.ts'
export type { RestrictionSeed } from './restrictions.ts'
export {
  attemptReverification,
  beginReverification,
  prepareReverification,
  sendReverification,
} from './reverifications.ts'
export { flowRoutes } from './routes/index.ts'
export { FLOWS_SHAPES, type FlowsSeed, plantFlows } from './seed.ts'
export { checkSignedOut } from './sessionRules.ts'
export {
  attemptFactor,
  beginSignIn,
  complete,
  identify,
  prepareFactor,
  resetPassword,
  sendSignIn,
  signInOf,
  verifyByTicket,
} from './signIns.ts'
export { beginSignUp, fillSignUp } from './signUpCompletion.ts'
export {
  admitInvited,
  type Invited,
  type SignUpChanges,
  type SignUpSeed,
  sendSignUp,
  signUpOf,
} from './signUps.ts'
export { attemptSignUp, prepareSignUp } from './signUpVerifications.ts'
export type { Step, StoredReverification, StoredSignIn, StoredSignUp } from './store.ts'
export { invalidTicket, redeemTicket } from './tickets.ts'
export { createUser } from './userCreation.ts'
export { joinWaitlist, type WaitlistEntrySeed } from './waitlist.ts'
