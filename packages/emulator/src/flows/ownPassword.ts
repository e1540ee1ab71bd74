import type { User } from 'clerklet'
import { entry, invalid, Refusal } from '../core/errors.ts'
import { required } from '../core/params.ts'
import {
  checkMaySignIn,
  checkPassword,
  countFailure,
  matchesPassword,
  removePassword,
  setPassword,
  touch,
} from '../identity/index.ts'
import { closeSession, completeTask, type Session } from '../sessions/index.ts'
import type { State } from '../state.ts'
import type { Form } from './factorProofs.ts'

/** Sets the password that a signed-in user chooses. A user with a password must send the current one. */
export async function changeOwnPassword(
  state: State,
  user: User,
  session: Session,
  form: Form,
): Promise<void> {
  const { new_password: password, sign_out_of_other_sessions } = form
  required(form, 'new_password')
  if (user.password_enabled) await checkCurrent(state, user, form)
  checkPassword(state, { password }, 'new_password')
  setPassword(state, user, { password })
  completeTask(state, user.id, 'reset-password')
  touch(state, user)
  if (sign_out_of_other_sessions !== 'true') return
  for (const other of state.sessions.where('user_id', user.id)) {
    if (other.id !== session.id) closeSession(state, other, 'revoked')
  }
}

/** Removes the password of a signed-in user. Refuses the removal when the instance requires passwords. */
export async function removeOwnPassword(state: State, user: User, form: Form): Promise<void> {
  await checkCurrent(state, user, form)
  if (state.settings.attributes.password === 'required') {
    throw new Refusal(
      403,
      entry(
        'authorization_invalid',
        'Unauthorized request',
        'The password cannot be removed: the instance requires one.',
      ),
    )
  }
  removePassword(state, user)
  completeTask(state, user.id, 'reset-password')
  touch(state, user)
}

async function checkCurrent(state: State, user: User, form: Form): Promise<void> {
  const { current_password = '' } = form
  if (user.password_enabled) required(form, 'current_password')
  checkMaySignIn(user)
  if (await matchesPassword(state, user, current_password)) return
  if (user.password_enabled) countFailure(state, user)
  throw invalid(
    'current_password',
    'form_password_validation_failed',
    'Incorrect password. Please try again.',
  )
}
