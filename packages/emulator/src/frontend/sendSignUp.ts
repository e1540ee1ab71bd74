import { type StoredSignUp, sendSignUp as sendStored } from '../flows/index.ts'

/** A sign-up as browsers see it: whether there is a password has a second name, which the script reads. */
export function sendSignUp(signUp: StoredSignUp) {
  const sent = sendStored(signUp)
  return { ...sent, has_password: sent.password_enabled }
}
