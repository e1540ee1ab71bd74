import type { EmailAddress, PhoneNumber, User, VerificationAttempt } from 'clerklet'
import { type ContactKind, EMAIL, setStatus, statusOf } from './contacts.ts'
import { entry, notFound, Refusal } from './errors.ts'
import { checkFree } from './identifiers.ts'
import { CODE, sendEmail, sendSms } from './messages.ts'
import type { State, StoredVerification } from './state.ts'

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
  const now = state.clock.now()
  const identification_id = contact.id ?? ''
  if (kind.name === 'phone') checkPause(state, identification_id)
  const verification = state.verifications.add({
    id: state.newId('ver'),
    identification_id,
    strategy: kind.strategy,
    status: 'unverified',
    attempts: 0,
    created_at: now,
    expire_at: now + LIFETIME,
  })
  const message = {
    slug: 'verification_code',
    to: kind.valueOf(contact),
    subject: `${CODE} is your verification code`,
    user,
    data: { otp_code: CODE },
  }
  if (kind.name === 'phone') sendSms(state, message)
  else sendEmail(state, message)
  return attemptOf(verification)
}

function checkPause(state: State, identificationId: string): void {
  const now = state.clock.now()
  for (const { created_at } of state.verifications.where('identification_id', identificationId)) {
    if (now - created_at >= PAUSE) continue
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

/** Compares a code. A wrong or late one is told by the status, not refused. */
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
  if (verification.status === 'verified') {
    throw new Refusal(
      400,
      entry('verification_already_verified', 'already verified', 'The code was accepted before.'),
    )
  }
  if (verification.status !== 'unverified') return attemptOf(verification)
  if (state.clock.now() >= verification.expire_at) verification.status = 'expired'
  else if (code === CODE) verify(state, kind, user, contact, verification)
  else if (++verification.attempts >= MOST_ATTEMPTS) verification.status = 'failed'
  return attemptOf(verification)
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
    // Another user may have verified the same address meanwhile.
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
