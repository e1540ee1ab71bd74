import type { EmailAddress, PhoneNumber, User, VerificationAttempt } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { sendCode } from '../messages/index.ts'
import type { State } from '../state.ts'
import { type ContactKind, EMAIL, setStatus, statusOf } from './contacts.ts'
import { checkFree } from './identifiers.ts'
import type { StoredVerification } from './store.ts'

const LIFETIME = 600_000
const MOST_ATTEMPTS = 3
const PAUSE = 30_000

/** Sends a code to an e-mail address or a phone number. */
export function prepareVerification<T extends EmailAddress | PhoneNumber>(
  state: State,
  kind: ContactKind<T>,
  user: User,
  contact: T,
): VerificationAttempt {
  const to = kind.valueOf(contact)
  return attemptOf(issueCode(state, kind.name, contact.id ?? '', { to, user }))
}

/**
 * Sends a code to an address or a number, for an identification or a sign-up. Refuses a second code to a number within 30
 * seconds with 429.
 */
export function issueCode(
  state: State,
  channel: 'email' | 'phone',
  identificationId: string,
  {
    to,
    user,
    slug = 'verification_code',
  }: { to: string; user?: User | undefined; slug?: string | undefined },
): StoredVerification {
  const now = state.clock.now()
  if (channel === 'phone') checkPause(state, identificationId)
  return state.verifications.add({
    id: state.newId('ver'),
    identification_id: identificationId,
    code: sendCode(state, channel, { slug, to, user }),
    strategy: `${channel}_code`,
    status: 'unverified',
    attempts: 0,
    created_at: now,
    expire_at: now + LIFETIME,
  })
}

function checkPause(state: State, identificationId: string): void {
  const now = state.clock.now()
  const sent = state.verifications.where('identification_id', identificationId)
  for (const { created_at, strategy } of sent) {
    // A sign-up may also have codes for an e-mail address, to which the pause does not apply.
    if (strategy !== 'phone_code' || now - created_at >= PAUSE) continue
    throw new Refusal(
      429,
      entry(
        'verification_code_too_many_requests',
        'Too many requests',
        'A code was sent less than 30 seconds ago.',
      ),
      { 'retry-after': `${Math.ceil((created_at + PAUSE - now) / 1000)}` },
    )
  }
}

/** Verifies a code. A wrong or expired code is not refused: the returned attempt has a status other than `verified`. */
export function attemptVerification<T extends EmailAddress | PhoneNumber>(
  state: State,
  kind: ContactKind<T>,
  user: User,
  contact: T,
  { verification_id, code }: { verification_id: string; code: string },
): VerificationAttempt {
  const verification = state.verifications.get(verification_id)
  if (!verification || verification.identification_id !== contact.id) {
    throw notFound(`No verification was found with id ${verification_id}`)
  }
  if (verification.status === 'verified') throw alreadyVerified()
  if (verification.status !== 'unverified') return attemptOf(verification)
  if (isRightCode(state, verification, code)) verify(state, kind, user, contact, verification)
  return attemptOf(verification)
}

/**
 * Verifies a code from a browser. Refuses a wrong or expired code.
 *
 * @param onWrong Called for a wrong code, before the refusal.
 */
export function checkCode(
  state: State,
  verificationId: string,
  code: string,
  onWrong: () => void = () => {},
): StoredVerification {
  const verification = state.verifications.get(verificationId)
  if (!verification) throw notFound(`No verification was found with id ${verificationId}`)
  if (verification.status === 'verified') throw alreadyVerified()
  const isCompared = verification.status === 'unverified'
  if (isCompared && isRightCode(state, verification, code)) {
    verification.attempts++
    verification.status = 'verified'
    return verification
  }
  if (verification.status === 'expired') {
    throw new Refusal(
      400,
      entry('verification_expired', 'expired', 'The code has expired: request another one.'),
    )
  }
  if (isCompared) onWrong()
  if (verification.status === 'failed') {
    throw new Refusal(
      400,
      entry('verification_failed', 'failed', 'Too many codes were wrong: request another one.'),
    )
  }
  throw invalid('code', 'form_code_incorrect', 'is incorrect', 'Incorrect code')
}

/** The status of a verification at the current time: an unverified code is `expired` after its lifetime. */
export function statusAsOfNow<Status extends string>(
  { clock }: State,
  { status, expire_at }: { status: Status; expire_at: number },
): Status | 'expired' {
  return status === 'unverified' && clock.now() >= expire_at ? 'expired' : status
}

function alreadyVerified(): Refusal {
  return new Refusal(
    400,
    entry('verification_already_verified', 'already verified', 'The code was accepted before.'),
  )
}

/** Whether a code is correct. Marks the verification as expired after its lifetime, and as failed after three wrong codes. */
export function isRightCode(
  { clock }: State,
  verification: StoredVerification,
  code: string,
): boolean {
  if (clock.now() >= verification.expire_at) verification.status = 'expired'
  else if (code === verification.code) return true
  else if (++verification.attempts >= MOST_ATTEMPTS) verification.status = 'failed'
  return false
}

function verify<T extends EmailAddress | PhoneNumber>(
  state: State,
  kind: ContactKind<T>,
  user: User,
  contact: T,
  verification: StoredVerification,
): void {
  const { strategy, expire_at } = verification
  if (statusOf(contact) !== 'verified') {
    // Another user may have verified the same address or number in the meantime.
    checkFree(state, kind.name, kind.valueOf(contact), kind.object, user.id)
    setStatus(state, kind, user, contact, 'verified', {
      object: 'verification_otp',
      status: 'verified',
      strategy,
      attempts: verification.attempts + 1,
      expire_at,
    })
  }
  verification.attempts++
  verification.status = 'verified'
}

function attemptOf({
  id,
  strategy,
  status,
  attempts,
  expire_at,
}: StoredVerification): VerificationAttempt {
  return {
    object: 'verification_otp',
    id,
    status,
    strategy,
    attempts,
    expire_at,
    ...(strategy !== EMAIL.strategy && { channel: 'sms' }),
  }
}
