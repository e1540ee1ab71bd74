import {
  createSession,
  createUserTotp,
  deleteUserBackupCodes,
  deleteUserTotp,
  disableUserMfa,
  getSession,
  getUser,
  removeUserPassword,
  setUserPasswordCompromised,
  unsetUserPasswordCompromised,
  updateUser,
  verifyUserPassword,
  verifyUserTotp,
} from 'clerklet'
import { expect } from 'vitest'
import { totpCode } from '#emulator/identity/totp.ts'
import { eventsOf } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

const USER = 'user_ada'
const ADA = { id: USER, username: 'ada' }
/** The key of the examples in RFC 6238, appendix B. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

export const scenarios: Scenarios = {
  'a password is verified, changed and removed': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [{ ...ADA, password: 'correct horse' }] })
    const verify = (password: string) => verifyUserPassword(ctx, USER, { password })
    expect(await verify('correct horse')).toEqual({ verified: true })
    await refused(verify('wrong horse'), 422, 'incorrect_password')
    const session = await createSession(ctx, { user_id: USER })
    await updateUser(ctx, USER, { password: 'battery staple', sign_out_of_other_sessions: true })
    expect(await getSession(ctx, session.id)).toMatchObject({ status: 'revoked' })
    await refused(verify('correct horse'), 422, 'incorrect_password')
    await verify('battery staple')
    expect(await removeUserPassword(ctx, USER)).toMatchObject({ password_enabled: false })
    await refused(verify('battery staple'), 400, 'no_password_set')
    const events = eventsOf(emulator, 'user').length
    await removeUserPassword(ctx, USER)
    expect(eventsOf(emulator, 'user')).toHaveLength(events)
    await refused(removeUserPassword(ctx, 'user_no'), 404, 'resource_not_found')
  },

  'removing a password ends the sessions on request': async ({ ctx, emulator }) => {
    emulator.seed({ users: [{ ...ADA, password: 'correct horse' }] })
    const session = await createSession(ctx, { user_id: USER })
    await removeUserPassword(ctx, USER, { sign_out_of_other_sessions: true })
    expect(await getSession(ctx, session.id)).toMatchObject({ status: 'revoked' })
  },

  'a user with a compromised password has to reset it at the next sign-in': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({
      users: [
        { ...ADA, password: 'correct horse' },
        { id: 'user_b', username: 'b' },
      ],
    })
    const before = await createSession(ctx, { user_id: USER })
    await setUserPasswordCompromised(ctx, USER, { revoke_all_sessions: true })
    expect(await getSession(ctx, before.id)).toMatchObject({ status: 'revoked' })
    const pending = await createSession(ctx, { user_id: USER })
    expect(pending).toMatchObject({ status: 'pending', tasks: [{ key: 'reset-password' }] })
    await updateUser(ctx, USER, { password: 'battery staple' })
    expect(await getSession(ctx, pending.id)).toMatchObject({ status: 'active', tasks: null })
    await setUserPasswordCompromised(ctx, USER)
    await unsetUserPasswordCompromised(ctx, USER)
    expect(await createSession(ctx, { user_id: USER })).toMatchObject({ status: 'active' })
    expect(eventsOf(emulator, 'session')).toEqual([
      'session.created',
      'session.revoked',
      'session.pending',
      'session.created',
      'session.created',
    ])
    for (const change of [setUserPasswordCompromised, unsetUserPasswordCompromised]) {
      await refused(change(ctx, 'user_b'), 400, 'no_password_set')
      await refused(change(ctx, 'user_no'), 404, 'resource_not_found')
    }
  },

  'the codes of an authenticator app follow RFC 6238': async ({ ctx, emulator, refused }) => {
    // Appendix B: at 59 seconds, the code is 94287082. An app shows its last six digits.
    expect(await totpCode(SECRET, 59_000)).toBe('287082')
    emulator.seed({
      users: [
        { ...ADA, totp_secret: SECRET },
        { id: 'user_b', username: 'b' },
      ],
    })
    expect(await getUser(ctx, USER)).toMatchObject({
      totp_enabled: true,
      two_factor_enabled: true,
      mfa_enabled_at: emulator.clock.now(),
    })
    const code = await totpCode(SECRET, emulator.clock.now())
    const verify = (id = USER) => verifyUserTotp(ctx, id, { code })
    expect(await verify()).toEqual({ verified: true, code_type: 'totp' })
    emulator.clock.advance('30s')
    await verify()
    emulator.clock.advance('60s')
    await refused(verify(), 422, 'totp_incorrect_code')
    await refused(verify('user_b'), 400, 'totp_disabled')
  },

  'a new authenticator app becomes a second factor after a correct code': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [ADA] })
    const totp = await createUserTotp(ctx, USER)
    expect(totp.uri).toContain(`secret=${totp.secret}`)
    expect(await getUser(ctx, USER)).toMatchObject({ totp_enabled: false })
    const code = await totpCode(totp.secret ?? '', emulator.clock.now())
    await verifyUserTotp(ctx, USER, { code })
    expect(await getUser(ctx, USER)).toMatchObject({ totp_enabled: true })
    await refused(createUserTotp(ctx, 'user_no'), 404, 'resource_not_found')
  },

  'a backup code is valid once': async ({ ctx, emulator, refused }) => {
    emulator.seed({
      users: [{ ...ADA, totp_secret: SECRET, backup_codes: ['first-code', 'second-code'] }],
    })
    const verify = () => verifyUserTotp(ctx, USER, { code: 'first-code' })
    expect(await verify()).toEqual({ verified: true, code_type: 'backup_code' })
    await refused(verify(), 422, 'totp_incorrect_code')
    await verifyUserTotp(ctx, USER, { code: 'second-code' })
    expect(await getUser(ctx, USER)).toMatchObject({ backup_code_enabled: false })
  },

  'second factors are removed one by one or all at once': async ({ ctx, emulator, refused }) => {
    const factors = { totp_secret: SECRET, backup_codes: ['a-backup-code'] }
    emulator.seed({ users: [{ ...ADA, ...factors }] })
    expect(await deleteUserBackupCodes(ctx, USER)).toEqual({ user_id: USER })
    expect(await getUser(ctx, USER)).toMatchObject({
      backup_code_enabled: false,
      two_factor_enabled: true,
    })
    await updateUser(ctx, USER, { backup_codes: ['another-code'] })
    await deleteUserTotp(ctx, USER)
    const none = { totp_enabled: false, backup_code_enabled: false, two_factor_enabled: false }
    expect(await getUser(ctx, USER)).toMatchObject({
      ...none,
      mfa_disabled_at: emulator.clock.now(),
    })
    await updateUser(ctx, USER, factors)
    await disableUserMfa(ctx, USER)
    expect(await getUser(ctx, USER)).toMatchObject(none)
    for (const remove of [deleteUserBackupCodes, deleteUserTotp, disableUserMfa]) {
      await refused(remove(ctx, 'user_no'), 404, 'resource_not_found')
    }
  },
}
