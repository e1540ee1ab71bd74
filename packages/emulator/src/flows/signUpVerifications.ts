import { entry, Refusal } from '../core/errors.ts'
import { checkCode, EMAIL, issueCode, PHONE, type StoredVerification } from '../identity/index.ts'
import type { State } from '../state.ts'
import { checkSignedOut } from './sessionRules.ts'
import { settle } from './signUpCompletion.ts'
import { type ContactName, checkOpen, refresh } from './signUps.ts'
import type { StoredSignUp } from './store.ts'

/** The next action of a browser, by the status of a verification. */
const NEXT = {
  unverified: 'needs_attempt',
  verified: '',
  failed: 'needs_prepare',
  expired: 'needs_prepare',
}

/** Sends the code that verifies an address or number of a sign-up. */
export function prepareSignUp(state: State, signUp: StoredSignUp, strategy: string): void {
  checkOpen(signUp)
  const kind = kindOf(strategy)
  const to = signUp[kind.object]
  if (!to || signUp.verifications[kind.object]?.strategy === 'ticket') throw nothingToVerify(kind)
  // The new code replaces the previous code, which becomes invalid.
  note(signUp, kind, issueCode(state, kind.name, signUp.id, { to }))
}

/** Verifies an address or number of a sign-up by a code. Completes the sign-up when all its requirements are met. */
export function attemptSignUp(
  state: State,
  signUp: StoredSignUp,
  strategy: string,
  code: string,
): void {
  checkOpen(signUp)
  checkSignedOut(state, state.clients.get(signUp.client_id ?? ''))
  const kind = kindOf(strategy)
  const sent = state.verifications
    .where('identification_id', signUp.id)
    .findLast((one) => one.strategy === kind.strategy)
  if (!sent || signUp.verifications[kind.object]?.strategy !== kind.strategy) {
    throw new Refusal(
      400,
      entry('verification_missing', 'is missing', 'No code was sent: prepare the verification.'),
    )
  }
  try {
    checkCode(state, sent.id, code)
  } finally {
    note(signUp, kind, sent)
  }
  refresh(signUp)
  settle(state, signUp)
}

function kindOf(strategy: string): typeof EMAIL | typeof PHONE {
  if (strategy === EMAIL.strategy) return EMAIL
  if (strategy === PHONE.strategy) return PHONE
  throw new Refusal(
    400,
    entry(
      'verification_strategy_invalid',
      'has invalid strategy',
      'The emulator verifies by email_code and phone_code.',
    ),
  )
}

function nothingToVerify({ title }: { title: string }): Refusal {
  return new Refusal(
    400,
    entry(
      'verification_strategy_invalid',
      'has invalid strategy',
      `The sign-up has no ${title} to verify.`,
    ),
  )
}

function note(
  signUp: StoredSignUp,
  { object, strategy }: { object: ContactName; strategy: string },
  { status, attempts, expire_at }: StoredVerification,
): void {
  signUp.verifications[object] = {
    object: 'verification_otp',
    status,
    strategy,
    attempts,
    expire_at,
    next_action: NEXT[status],
    supported_strategies: [strategy],
  }
}
