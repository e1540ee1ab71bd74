import { Hono } from 'hono'
import { readBody } from '../params.ts'
import { changeSignUp, signUpOf } from '../signUps.ts'
import type { State } from '../state.ts'

/** `/sign_ups` */
export function signUps(state: State): Hono {
  const app = new Hono()

  app.get('/:id', (c) => c.json(sent(signUpOf(state, c.req.param('id')))))

  app.patch('/:id', async (c) => {
    const signUp = signUpOf(state, c.req.param('id'))
    const body = await readBody<{ external_id?: string | null; custom_action?: boolean | null }>(
      c,
      { external_id: 'string?', custom_action: 'boolean?' },
    )
    return c.json(sent(changeSignUp(signUp, body)))
  })
  return app
}

function sent({ created_at, ...signUp }: ReturnType<typeof signUpOf>) {
  return signUp
}
