import { type Context, Hono } from 'hono'
import { entry, invalid, Refusal } from '../../core/errors.ts'
import { required } from '../../core/params.ts'
import {
  attemptFactor,
  beginSignIn,
  checkSignedOut,
  complete,
  identify,
  prepareFactor,
  resetPassword,
  type Step,
  type StoredSignIn,
  sendSignIn,
  signInOf,
  verifyByTicket,
} from '../../flows/index.ts'
import type { StoredClient } from '../../sessions/index.ts'
import type { State } from '../../state.ts'
import { answer } from '../answers.ts'
import { browserOf, clientOfBrowser, ensureClient, recognise } from '../browsers.ts'
import { readForm } from '../forms.ts'
import { signInByTicket } from '../tickets.ts'

/** Strategies with which a sign-in can begin. A strategy with a code sends the code at once. */
const BEGINNINGS = [
  'password',
  'ticket',
  'email_code',
  'phone_code',
  'reset_password_email_code',
  'reset_password_phone_code',
]

/** The routes of `/client/sign_ins`. */
export function signIns(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const form = await readForm(c)
    const client = ensureClient(state, recognise(state, c))
    checkSignedOut(state, client)
    const { password, ticket } = form
    const identifier = form.identifier?.trim()
    const strategy =
      form.strategy || (ticket ? 'ticket' : password && identifier ? 'password' : undefined)
    checkStrategy(strategy, 'in', BEGINNINGS)
    if (strategy) required(form, strategy === 'ticket' ? 'ticket' : 'identifier')
    if (strategy === 'password') required(form, 'password')
    const signIn = beginSignIn(state, client)
    if (strategy === 'ticket') {
      verifyByTicket(signIn)
      const session = signInByTicket(state, client, ticket ?? '')
      complete(state, client, signIn, session)
    } else if (identifier) {
      identify(state, signIn, identifier)
      if (strategy === 'password') {
        await attemptFactor(state, client, signIn, 'first', { strategy, password })
      } else if (strategy) prepareFactor(state, signIn, 'first', { ...form, strategy })
    }
    return send(c, client, signIn)
  })

  app.get('/:id', (c) => {
    const client = clientOfBrowser(state, browserOf(state, c))
    const signIn = signInOf(state, client, c.req.param('id'))
    return send(c, client as StoredClient, signIn)
  })

  for (const step of ['first', 'second'] as Step[]) {
    app.post(`/:id/prepare_${step}_factor`, async (c) => {
      const { client, signIn } = current(c)
      prepareFactor(state, signIn, step, await readForm(c))
      return send(c, client, signIn)
    })
    app.post(`/:id/attempt_${step}_factor`, async (c) => {
      const { client, signIn } = current(c)
      await attemptFactor(state, client, signIn, step, await readForm(c))
      return send(c, client, signIn)
    })
  }

  app.post('/:id/reset_password', async (c) => {
    const { client, signIn } = current(c)
    resetPassword(state, client, signIn, await readForm(c))
    return send(c, client, signIn)
  })

  /** Returns the sign-in in the path, and its client. Refuses an incomplete sign-in that a later sign-in has replaced. */
  function current(c: Context): { client: StoredClient; signIn: StoredSignIn } {
    const client = clientOfBrowser(state, browserOf(state, c))
    const signIn = signInOf(state, client, c.req.param('id') ?? '')
    if (!client || (client.sign_in_id !== signIn.id && signIn.status !== 'complete')) {
      throw new Refusal(
        403,
        entry(
          'resource_forbidden',
          'Update operations are not allowed on older sign ins',
          'Another sign-in has begun in this browser since.',
        ),
      )
    }
    return { client, signIn }
  }

  function send(c: Context, client: StoredClient, signIn: StoredSignIn): Promise<Response> {
    return answer(state, c, client, sendSignIn(state, signIn))
  }
  return app
}

/** Refuses a strategy with which no sign-in or sign-up can begin. */
export function checkStrategy(
  strategy: string | undefined,
  way: 'in' | 'up',
  beginnings: string[],
): void {
  if (strategy === undefined || beginnings.includes(strategy)) return
  throw invalid(
    'strategy',
    'form_param_value_invalid',
    'is invalid',
    `The emulator signs ${way} by ${beginnings.join(', ')}, not by ${strategy}.`,
  )
}
