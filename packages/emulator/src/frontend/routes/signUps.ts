import { type Context, Hono } from 'hono'
import { entry, Refusal } from '../../core/errors.ts'
import { required } from '../../core/params.ts'
import {
  admitInvited,
  attemptSignUp,
  beginSignUp,
  checkSignedOut,
  fillSignUp,
  prepareSignUp,
  type SignUpChanges,
  type StoredSignUp,
  signUpOf,
} from '../../flows/index.ts'
import type { StoredClient } from '../../sessions/index.ts'
import type { State } from '../../state.ts'
import { answer } from '../answers.ts'
import { browserOf, clientOfBrowser, ensureClient, recognise } from '../browsers.ts'
import { type Form, parseObject, readForm } from '../forms.ts'
import { sendSignUp } from '../sendSignUp.ts'
import { invitedBy } from '../tickets.ts'
import { checkStrategy } from './signIns.ts'

/** Strategies with which a sign-up can begin. A strategy with a code sends the code at once. */
const BEGINNINGS = ['password', 'ticket', 'email_code', 'phone_code']

/** The routes of `/client/sign_ups`. */
export function signUps(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const form = await readForm(c)
    const client = ensureClient(state, recognise(state, c))
    checkSignedOut(state, client)
    const strategy = form.strategy || (form.ticket ? 'ticket' : undefined)
    checkStrategy(strategy, 'up', BEGINNINGS)
    if (strategy === 'ticket' || strategy === 'password') required(form, strategy)
    const invited = form.ticket ? invitedBy(state, form.ticket) : undefined
    const signUp = beginSignUp(state, client, changesOf(form), (begun) => {
      if (invited) admitInvited(begun, invited)
    })
    if (strategy?.endsWith('_code')) prepareSignUp(state, signUp, strategy)
    return send(c, client, signUp)
  })

  app.get('/:id', (c) => {
    const { client, signUp } = own(c)
    return send(c, client, signUp)
  })

  app.patch('/:id', async (c) => {
    const { client, signUp } = own(c)
    const form = await readForm(c)
    fillSignUp(state, signUp, changesOf(form))
    return send(c, client, signUp)
  })

  app.post('/:id/prepare_verification', async (c) => {
    const { client, signUp } = own(c)
    const form = await readForm(c)
    required(form, 'strategy')
    prepareSignUp(state, signUp, form.strategy ?? '')
    return send(c, client, signUp)
  })

  app.post('/:id/attempt_verification', async (c) => {
    const { client, signUp } = own(c)
    const form = await readForm(c)
    required(form, 'strategy', 'code')
    attemptSignUp(state, signUp, form.strategy ?? '', form.code ?? '')
    return send(c, client, signUp)
  })

  /** Returns the sign-up in the path, and its client. Refuses a browser that did not begin the sign-up. */
  function own(c: Context): { client: StoredClient; signUp: StoredSignUp } {
    const client = clientOfBrowser(state, browserOf(state, c))
    const signUp = signUpOf(state, c.req.param('id') ?? '')
    if (!client || signUp.client_id !== client.id) {
      throw new Refusal(
        403,
        entry('resource_forbidden', 'Sign up forbidden', 'Access to this sign up is forbidden'),
      )
    }
    return { client, signUp }
  }

  function send(c: Context, client: StoredClient, signUp: StoredSignUp): Promise<Response> {
    return answer(state, c, client, sendSignUp(signUp))
  }
  return app
}

/** Reads the changes of a sign-up from a form. */
function changesOf(form: Form): SignUpChanges {
  const { unsafe_metadata, legal_accepted, email_address_or_phone_number: either } = form
  const changes: SignUpChanges = {
    unsafe_metadata: unsafe_metadata ? parseObject('unsafe_metadata', unsafe_metadata) : undefined,
    legal_accepted: legal_accepted === 'true',
  }
  for (const name of [
    'email_address',
    'phone_number',
    'username',
    'first_name',
    'last_name',
    'password',
    'locale',
  ] as const) {
    if (form[name] !== undefined) changes[name] = form[name]
  }
  if (either) changes[either.includes('@') ? 'email_address' : 'phone_number'] = either
  for (const name of ['email_address', 'phone_number', 'username'] as const) {
    const text = changes[name]
    if (text !== undefined) changes[name] = text.trim()
  }
  return changes
}
