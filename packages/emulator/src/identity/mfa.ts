import type { Totp, User } from 'clerklet'
import { entry, invalid, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'
import { isBcrypt, matchesDigest } from './passwordDigests.ts'
import { isBase32, toBase32, totpCodes } from './totp.ts'

/** Updates the two-factor fields of a user after a second factor was added or removed. */
export function settleMfa(state: State, user: User): void {
  const numbers = user.phone_numbers.filter((phone) => phone.reserved_for_second_factor)
  const first = numbers[0]
  if (first && !numbers.some((phone) => phone.default_second_factor)) {
    first.default_second_factor = true
  }
  const enabled = user.totp_enabled || numbers.length > 0
  if (enabled === user.two_factor_enabled) return
  user.two_factor_enabled = enabled
  user[enabled ? 'mfa_enabled_at' : 'mfa_disabled_at'] = state.clock.now()
  // Backup codes cannot be the only second factor.
  if (!enabled) clearBackupCodes(state, user)
}

/** Sets the authenticator app of a user: verified, with the given secret. Refuses a secret that is not in base32. */
export function setTotp(state: State, user: User, secret: string): void {
  if (!isBase32(secret)) {
    throw new Refusal(
      422,
      entry(
        'invalid_totp_secret_code',
        'invalid TOTP secret',
        'totp_secret must be text in base 32.',
      ),
    )
  }
  state.totps.set(user.id, { id: state.newId('totp'), secret, verified: true })
  user.totp_enabled = true
  settleMfa(state, user)
}

/** Creates an unverified authenticator app for a user, which replaces the previous authenticator app. */
export function createTotp(state: State, user: User): Totp {
  const id = state.newId('totp')
  const secret = toBase32(new TextEncoder().encode(state.newId('totp').slice(5, 25)))
  state.totps.set(user.id, { id, secret, verified: false })
  user.totp_enabled = false
  settleMfa(state, user)
  const label = `${state.instance.frontendApi}:${user.email_addresses[0]?.email_address ?? user.id}`
  const uri = `otpauth://totp/${encodeURIComponent(label)}?algorithm=SHA1&digits=6&issuer=${state.instance.frontendApi}&period=30&secret=${secret}`
  return { object: 'totp', id, secret, uri, verified: false, backup_codes: null }
}

export function setBackupCodes(state: State, user: User, codes: readonly string[]): void {
  state.backupCodes.set(user.id, [...codes])
  user.backup_code_enabled = codes.length > 0
}

export function clearTotp(state: State, user: User): void {
  state.totps.delete(user.id)
  user.totp_enabled = false
  settleMfa(state, user)
}

export function clearBackupCodes(state: State, user: User): void {
  state.backupCodes.delete(user.id)
  user.backup_code_enabled = false
}

/** Disables all second factors of a user. Phone numbers are not removed. */
export function clearMfa(state: State, user: User): void {
  for (const phone of user.phone_numbers) {
    phone.reserved_for_second_factor = false
    phone.default_second_factor = false
  }
  clearTotp(state, user)
  clearBackupCodes(state, user)
}

/**
 * Verifies a code, and returns whether it is from the authenticator app or a backup code. Refuses a wrong code. A backup code
 * can be used once.
 */
export async function verifyTotp(
  state: State,
  user: User,
  code: string,
): Promise<'totp' | 'backup_code'> {
  const totp = state.totps.get(user.id)
  if (!totp && !state.backupCodes.get(user.id)?.length) {
    throw new Refusal(
      400,
      entry('totp_disabled', 'TOTP is disabled', 'The user has no authenticator app.'),
    )
  }
  if (totp && (await isTotpCode(state, user, code))) {
    totp.verified = true
    user.totp_enabled = true
    settleMfa(state, user)
    return 'totp'
  }
  if (await spendBackupCode(state, user, code)) return 'backup_code'
  throw invalid(
    'code',
    'totp_incorrect_code',
    'incorrect TOTP',
    'The provided TOTP code is incorrect',
  )
}

/** Whether a code of the user's authenticator app is valid now. */
export async function isTotpCode(state: State, user: User, code: string): Promise<boolean> {
  const totp = state.totps.get(user.id)
  return totp !== undefined && (await totpCodes(totp.secret, state.clock.now())).includes(code)
}

/** Uses up a backup code of a user. Returns false when the user has no such code. */
export async function spendBackupCode(state: State, user: User, code: string): Promise<boolean> {
  const used = await usedBy(code, state.backupCodes.get(user.id) ?? [])
  // A concurrent request may have used the code.
  const left = state.backupCodes.get(user.id) ?? []
  if (used === undefined || !left.includes(used)) return false
  setBackupCodes(
    state,
    user,
    left.filter((one) => one !== used),
  )
  return true
}

/** Finds the stored backup code that a given code matches: an equal code, or a bcrypt digest of the code. */
async function usedBy(code: string, backupCodes: string[]): Promise<string | undefined> {
  if (backupCodes.includes(code)) return code
  for (const one of backupCodes) {
    if (isBcrypt(one) && (await matchesDigest('bcrypt', one, code))) return one
  }
  return undefined
}
