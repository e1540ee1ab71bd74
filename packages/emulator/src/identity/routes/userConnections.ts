import { Hono } from 'hono'
import { notFound } from '../../core/errors.ts'
import { answerList } from '../../core/lists.ts'
import { sendEmail } from '../../messages/index.ts'
import type { State } from '../../state.ts'
import { removeAccount } from '../accounts.ts'
import { activeCredentialsOf, revokeBiometricCredential } from '../devices.ts'
import { touch, userOf } from '../users.ts'
import { removeWallet } from '../wallets.ts'

/** `/users/{user_id}/…`: passkeys, biometric credentials, wallets, accounts at identity providers. */
export function userConnections(state: State): Hono {
  const app = new Hono()

  app.delete('/:id/passkeys/:passkey', (c) => {
    const user = userOf(state, c.req.param('id'))
    const passkey = user.passkeys.find((one) => one.id === c.req.param('passkey'))
    if (!passkey) throw notFound(`No passkey was found with id ${c.req.param('passkey')}`)
    user.passkeys = user.passkeys.filter((one) => one !== passkey)
    const primary = user.email_addresses.find((one) => one.id === user.primary_email_address_id)
    if (primary) {
      sendEmail(state, {
        slug: 'passkey_removed',
        to: primary.email_address,
        subject: 'A passkey has been removed from your account',
        user,
        data: { passkey_name: passkey.name },
      })
    }
    touch(state, user)
    return c.json({ object: 'passkey', id: passkey.id, deleted: true })
  })

  // Trusted devices are the deprecated name of the same credentials.
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
      envelope: 'asked',
      send: ({ id: _, created_at, user_id, ...token }) => token,
    })
  })
  return app
}
