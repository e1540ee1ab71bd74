/** Users, their identifiers and their credentials. */

export type { ExternalAccountSeed } from './accounts.ts'
export {
  addContact,
  type ContactKind,
  checkNotLast,
  checkNotLinked,
  contactOf,
  EMAIL,
  PHONE,
  parseEmailAddress,
  removeContact,
  setStatus,
  statusOf,
} from './contacts.ts'
export type { BiometricCredentialSeed, TrustedDeviceSeed } from './devices.ts'
export { checkFree, holdersOf, ownerOfIdentifier, taken } from './identifiers.ts'
export { checkMaySignIn, countFailure, forgetFailures } from './lockouts.ts'
export { mergeUserMetadata, USER_METADATA } from './metadata.ts'
export { isTotpCode, spendBackupCode } from './mfa.ts'
export {
  checkPassword,
  isCompromised,
  matchesPassword,
  removePassword,
  setCompromised,
  setPassword,
} from './passwords.ts'
export { removeProfileImage, setProfileImage } from './profileImages.ts'
export { checkProfile, checkShortest, LONGEST, SHORTEST } from './profiles.ts'
export { publicUserData } from './publicUserData.ts'
export { forgetUser } from './removal.ts'
export { identityRoutes } from './routes/index.ts'
export { IDENTITY_SHAPES, type IdentitySeed, plantIdentity } from './seed.ts'
export type { StoredVerification } from './store.ts'
export { userFilter } from './userFilters.ts'
export {
  addUser,
  givePublicMetadata,
  noteSignIn,
  noteUserActivity,
  setBanned,
  touch,
  type UserSeed,
  userOf,
} from './users.ts'
export {
  type ContactChanges,
  changeContact,
  type UserChanges,
  updateUser,
} from './userUpdates.ts'
export {
  attemptVerification,
  checkCode,
  issueCode,
  prepareVerification,
  statusAsOfNow,
} from './verifications.ts'
