import type { User } from 'clerklet'
import { notFound } from '../core/errors.ts'
import { oneOf, required } from '../core/params.ts'
import { checkMaySignIn, forgetFailures, userOf } from '../identity/index.ts'
import { noteFactors, type Session } from '../sessions/index.ts'
import type { State } from '../state.ts'
import {
  checkFactor,
  type Form,
  noteVerified,
  sendFactorCode,
  sendVerification,
  wrongState,
} from './factorProofs.ts'
import { type Factor, firstFactors, RESET, secondFactors } from './signInFactors.ts'
import type { Step, StoredReverification } from './store.ts'

const LEVELS = ['first_factor', 'second_factor', 'multi_factor'] as const

/**
 * Begins a reverification of a session. At the level `second_factor`, a user without a second factor verifies the first
 * factor.
 */
export function beginReverification(
  state: State,
  session: Session,
  form: Form,
): StoredReverification {
  required(form, 'level')
  const level = oneOf('level', form.level, LEVELS) ?? 'first_factor'
  const { two_factor_enabled } = userOf(state, session.user_id)
  const isSecond = level === 'second_factor' && two_factor_enabled
  const begun: StoredReverification = {
    level,
    status: isSecond ? 'needs_second_factor' : 'needs_first_factor',
    first: null,
    second: null,
  }
  state.reverifications.set(session.id, begun)
  return begun
}

/** Sends the code for a step of a reverification. */
export function prepareReverification(
  state: State,
  session: Session,
  step: Step,
  form: Form,
): StoredReverification {
  const begun = reverificationOf(state, session)
  const user = userOfStep(state, session, begun, step)
  sendFactorCode(state, user, begun, step, factorsOf(state, user, step), form)
  return begun
}

/** Verifies a password or a code. The session and its tokens record the factor as verified now. */
export async function attemptReverification(
  state: State,
  session: Session,
  step: Step,
  form: Form,
): Promise<StoredReverification> {
  const begun = reverificationOf(state, session)
  const user = userOfStep(state, session, begun, step)
  await checkFactor(state, user, begun, step, factorsOf(state, user, step), form)
  // Checked again: while the password was verified, another attempt may have succeeded or locked the user.
  userOfStep(state, session, begun, step)
  noteVerified(begun, step, form)
  noteFactors(state, session, [step])
  forgetFailures(state, user)
  const goesOn = step === 'first' && begun.level === 'multi_factor' && user.two_factor_enabled
  begun.status = goesOn ? 'needs_second_factor' : 'complete'
  return begun
}

/** Returns a reverification as browsers see it, without the session. */
export function sendReverification(state: State, session: Session, begun: StoredReverification) {
  const user = userOf(state, session.user_id)
  return {
    object: 'session_reverification',
    level: begun.level,
    status: begun.status,
    supported_first_factors: factorsOf(state, user, 'first'),
    supported_second_factors: factorsOf(state, user, 'second'),
    first_factor_verification: sendVerification(state, begun.first),
    second_factor_verification: sendVerification(state, begun.second),
  }
}

function reverificationOf({ reverifications }: State, { id }: Session): StoredReverification {
  const begun = reverifications.get(id)
  if (!begun) throw notFound(`No verification of session ${id} has begun`)
  return begun
}

/** Returns the factors that a step accepts. Codes that reset the password are only for sign-ins. */
function factorsOf(state: State, user: User, step: Step): Factor[] {
  if (step === 'second') return secondFactors(user)
  return firstFactors(state, user, '').filter(({ strategy }) => !strategy.startsWith(RESET))
}

/** Returns the user of a session. Refuses a step that is not the next one, and a user who may not sign in. */
function userOfStep(
  state: State,
  session: Session,
  { status }: StoredReverification,
  step: Step,
): User {
  if (status !== `needs_${step}_factor`) throw wrongState('verification', status, `${step} factor`)
  const user = userOf(state, session.user_id)
  checkMaySignIn(user)
  return user
}
