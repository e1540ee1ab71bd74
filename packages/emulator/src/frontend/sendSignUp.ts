import { type StoredSignUp, sendSignUp as sendStored } from '../flows/index.ts'

/** Returns a sign-up as browsers see it. It also contains `password_enabled` as `has_password`, the name that clerk-js reads. */
export function sendSignUp(signUp: StoredSignUp) {
  const sent = sendStored(signUp)
  return { ...sent, has_password: sent.password_enabled }
}
