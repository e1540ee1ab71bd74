import { Hono } from 'hono'
import { answerList } from '../../core/lists.ts'
import type { State } from '../../state.ts'
import { removeAccount } from '../accounts.ts'
import { activeCredentialsOf, removePasskey, revokeBiometricCredential } from '../devices.ts'
import { touch, userOf } from '../users.ts'
import { removeWallet } from '../wallets.ts'

/** The routes of `/users/{user_id}/…` for passkeys, biometric credentials, wallets, and accounts at identity providers. */
export function userConnections(state: State): Hono {
  const app = new Hono()

  app.delete('/:id/passkeys/:passkey', (c) => {
    const user = userOf(state, c.req.param('id'))
    removePasskey(state, user, c.req.param('passkey'))
    touch(state, user)
    return c.json({ object: 'passkey', id: c.req.param('passkey'), deleted: true })
  })

  // `trusted_devices` is the deprecated name of `biometric_credentials`.
  for (const name of ['biometric_credentials', 'trusted_devices']) {
    app.get(`/:id/${name}`, (c) => {
      const data = activeCredentialsOf(state, userOf(state, c.req.param('id')))
      return c.json({ data, total_count: data.length })
    })

    app.delete(`/:id/${name}/:credential`, (c) => {
      const user = userOf(state, c.req.param('id'))
      return c.json(revokeBiometricCredential(state, user, c.req.param('credential')))
    })
  }

  app.delete('/:id/web3_wallets/:wallet', (c) => {
    const user = userOf(state, c.req.param('id'))
    removeWallet(state, user, c.req.param('wallet'))
    touch(state, user)
    return c.json({ object: 'web3_wallet', id: c.req.param('wallet'), deleted: true })
  })

  app.delete('/:id/external_accounts/:account', (c) => {
    const user = userOf(state, c.req.param('id'))
    removeAccount(state, user, c.req.param('account'))
    touch(state, user)
    return c.json({ object: 'external_account', id: c.req.param('account'), deleted: true })
  })

  app.get('/:id/oauth_access_tokens/:provider', (c) => {
    const { id } = userOf(state, c.req.param('id'))
    const provider = c.req.param('provider').replace(/^(?!oauth_)/, 'oauth_')
    const tokens = state.oauthAccessTokens
      .where('user_id', id)
      .filter((token) => token.provider === provider)
    return answerList(c, tokens, {
      envelope: 'on-request',
      send: ({ id: _, created_at, user_id, ...token }) => token,
    })
  })
  return app
}
