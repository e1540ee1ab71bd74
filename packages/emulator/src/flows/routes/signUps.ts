import { Hono } from 'hono'
import { readBody } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { changeSignUp } from '../signUpCompletion.ts'
import { sendSignUp, signUpOf } from '../signUps.ts'

/** The routes of `/sign_ups`. */
export function signUps(state: State): Hono {
  const app = new Hono()

  app.get('/:id', (c) => c.json(sendSignUp(signUpOf(state, c.req.param('id')))))

  app.patch('/:id', async (c) => {
    const signUp = signUpOf(state, c.req.param('id'))
    const body = await readBody<{ external_id?: string | null; custom_action?: boolean | null }>(
      c,
      { external_id: 'string?', custom_action: 'boolean?' },
    )
    return c.json(sendSignUp(changeSignUp(state, signUp, body)))
  })
  return app
}
