import type { User } from 'clerklet'
import { entry, invalid, Refusal } from '../core/errors.ts'
import { required } from '../core/params.ts'
import {
  checkCode,
  countFailure,
  isCompromised,
  issueCode,
  isTotpCode,
  matchesPassword,
  spendBackupCode,
  statusAsOfNow,
} from '../identity/index.ts'
import type { State } from '../state.ts'
import { type Factor, RESET } from './signInFactors.ts'
import type { FactorVerification, Proof, Step } from './store.ts'

/** The parameters of a request: all are strings, as in a form. */
export type Form = Partial<Record<string, string>>

/** Sends the code of the requested factor. Refuses a factor that the step does not accept. */
export function sendFactorCode(
  state: State,
  user: User,
  proof: Proof,
  step: Step,
  factors: Factor[],
  form: Form,
): void {
  required(form, 'strategy')
  const { strategy = '', email_address_id, phone_number_id } = form
  const named = email_address_id || phone_number_id
  const fitting = factors.filter((one) => one.strategy === strategy)
  const factor = named
    ? fitting.find((one) => one.email_address_id === named || one.phone_number_id === named)
    : (fitting.find((one) => one.primary || one.default) ?? fitting[0])
  if (!factor) throw wrongStrategy()
  const { email_address_id: email, phone_number_id: phone } = factor
  const contact =
    user.email_addresses.find(({ id }) => id === email) ??
    user.phone_numbers.find(({ id }) => id === phone)
  if (!contact) throw wrongStrategy()
  const { id } = issueCode(
    state,
    contact.object === 'email_address' ? 'email' : 'phone',
    contact.id ?? '',
    {
      to: contact.object === 'email_address' ? contact.email_address : contact.phone_number,
      user,
      slug: strategy.startsWith(RESET) ? 'reset_password_code' : undefined,
    },
  )
  proof[step] = { strategy, status: 'unverified', verification_id: id }
}

/**
 * Verifies a password or a code of a factor that the step accepts. Refuses a wrong password or code, and counts the failed
 * attempt.
 */
export async function checkFactor(
  state: State,
  user: User,
  proof: Proof,
  step: Step,
  factors: Factor[],
  form: Form,
): Promise<void> {
  required(form, 'strategy')
  if (!factors.some((one) => one.strategy === form.strategy)) throw wrongStrategy()
  if (form.strategy === 'password') await checkPassword(state, user, form)
  else await checkCodeOf(state, user, proof[step], form)
}

/** Records that the factor of a step has been verified. */
export function noteVerified(proof: Proof, step: Step, { strategy = '' }: Form): void {
  const verification_id = proof[step]?.verification_id ?? null
  proof[step] = { strategy, status: 'verified', verification_id }
}

/** Returns the verification of a first or second step as browsers see it; `null` before the step has begun. */
export function sendVerification(state: State, step: FactorVerification | null) {
  if (!step) return null
  const { strategy, status, verification_id } = step
  const sent = state.verifications.get(verification_id ?? '')
  const isOpen = status === 'unverified' && sent
  return {
    object: /(email|phone)_code$/.test(strategy) ? 'verification_otp' : `verification_${strategy}`,
    status: isOpen ? statusAsOfNow(state, sent) : status,
    strategy,
    attempts: sent?.attempts ?? null,
    expire_at: sent?.expire_at ?? null,
  }
}

/** Creates the refusal of a factor or a password that the status of a sign-in or a reverification does not accept. */
export function wrongState(title: string, status: string, what: string): Refusal {
  return new Refusal(
    400,
    entry(
      'client_state_invalid',
      'Invalid action',
      `The status of the ${title} is ${status}: it takes no ${what} now.`,
    ),
  )
}

async function checkPassword(state: State, user: User, form: Form): Promise<void> {
  required(form, 'password')
  if (!(await matchesPassword(state, user, form.password ?? ''))) {
    countFailure(state, user)
    throw invalid(
      'password',
      'form_password_incorrect',
      'Password is incorrect. Try again, or use another method.',
    )
  }
  if (isCompromised(state, user)) {
    throw invalid(
      'password',
      'form_password_compromised',
      'Your password may be compromised.',
      'Sign in with another method. You have to choose another password then.',
    )
  }
}

async function checkCodeOf(
  state: State,
  user: User,
  step: FactorVerification | null,
  form: Form,
): Promise<void> {
  required(form, 'code')
  const { strategy, code = '' } = form
  if (strategy === 'totp' || strategy === 'backup_code') {
    const isRight = strategy === 'totp' ? isTotpCode : spendBackupCode
    if (await isRight(state, user, code)) return
    countFailure(state, user)
    throw invalid('code', 'form_code_incorrect', 'is incorrect', 'Incorrect code')
  }
  if (step?.strategy !== strategy) {
    throw new Refusal(
      400,
      entry('verification_missing', 'is missing', 'No code was sent: prepare the factor first.'),
    )
  }
  checkCode(state, step?.verification_id ?? '', code, () => countFailure(state, user))
}

function wrongStrategy(): Refusal {
  return new Refusal(
    400,
    entry(
      'strategy_for_user_invalid',
      'Invalid verification strategy',
      'The verification strategy is not valid for this account',
    ),
  )
}
