import type { User } from 'clerklet'
import { Hono } from 'hono'
import { invalid } from '../../core/errors.ts'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { clearBackupCodes, clearMfa, clearTotp, createTotp, verifyTotp } from '../mfa.ts'
import { matchesPassword } from '../passwords.ts'
import { touch, userOf } from '../users.ts'

/** The routes of `/users/{user_id}/…` for authenticator apps, backup codes, and password verification. */
export function userCredentials(state: State): Hono {
  const app = new Hono()
  const userIn = (c: { req: { param: (name: 'id') => string } }): User =>
    userOf(state, c.req.param('id'))

  app.post('/:id/verify_password', async (c) => {
    const user = userIn(c)
    const body = await readBody<{ password: string }>(c, { password: 'string' })
    required(body, 'password')
    if (!(await matchesPassword(state, user, body.password))) {
      throw invalid('password', 'incorrect_password', 'incorrect password')
    }
    return c.json({ verified: true })
  })

  app.post('/:id/totp', (c) => {
    const user = userIn(c)
    const totp = createTotp(state, user)
    touch(state, user)
    return c.json(totp)
  })

  app.post('/:id/verify_totp', async (c) => {
    const user = userIn(c)
    const body = await readBody<{ code: string }>(c, { code: 'string' })
    required(body, 'code')
    const before = [user.totp_enabled, user.backup_code_enabled].join()
    const code_type = await verifyTotp(state, user, body.code)
    if ([user.totp_enabled, user.backup_code_enabled].join() !== before) touch(state, user)
    return c.json({ verified: true, code_type })
  })

  for (const [name, clear] of [
    ['totp', clearTotp],
    ['backup_code', clearBackupCodes],
    ['mfa', clearMfa],
  ] as const) {
    app.delete(`/:id/${name}`, (c) => {
      const user = userIn(c)
      clear(state, user)
      touch(state, user)
      return c.json({ user_id: user.id })
    })
  }
  return app
}
