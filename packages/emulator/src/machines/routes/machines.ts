import type { CreateMachineParams, UpdateMachineParams } from 'clerklet'
import { Hono } from 'hono'
import { notFound } from '../../core/errors.ts'
import { answerList, containing, inOrder, queryOf } from '../../core/lists.ts'
import { checkRange, readBody, required } from '../../core/params.ts'
import { rotateSecret } from '../../core/secrets.ts'
import type { State } from '../../state.ts'
import {
  addMachine,
  addScope,
  checkMachine,
  checkScopes,
  machineOf,
  removeMachine,
  scopeOf,
  sendMachine,
} from '../machines.ts'

/** The longest time that a key holds after its rotation. Seconds. */
const MOST_GRACE = 28_800

/** `/machines` */
export function machines(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const query = queryOf(c)
    const named = containing(query, 'query')
    const found = inOrder(query, state.machines, {
      created_at: (machine) => machine.created_at,
      name: (machine) => machine.name,
    }).filter(({ id, name }) => id === query.get('query') || named([name]))
    return answerList(c, found, { send: (machine) => sendMachine(state, machine) })
  })

  app.post('/', async (c) => {
    const body = await readBody<CreateMachineParams>(c, {
      name: 'string',
      scoped_machines: 'string[]',
      default_token_ttl: 'number',
    })
    required(body, 'name')
    const scopes = [...new Set(body.scoped_machines)]
    checkScopes(state, scopes)
    const machine = addMachine(state, body)
    for (const id of scopes) addScope(state, machine.id, id)
    return c.json({ ...sendMachine(state, machine), secret_key: state.secrets.get(machine.id) })
  })

  app.get('/:id', (c) => c.json(sendMachine(state, machineOf(state, c.req.param('id')))))

  app.patch('/:id', async (c) => {
    const machine = machineOf(state, c.req.param('id'))
    const body = await readBody<UpdateMachineParams>(c, {
      name: 'string',
      default_token_ttl: 'number',
    })
    checkMachine(body)
    Object.assign(machine, body, { updated_at: state.clock.now() })
    return c.json(sendMachine(state, machine))
  })

  app.delete('/:id', (c) => {
    const machine = machineOf(state, c.req.param('id'))
    removeMachine(state, machine)
    return c.json({ object: 'machine', id: machine.id, deleted: true })
  })

  app.get('/:id/secret_key', (c) => {
    const { id } = machineOf(state, c.req.param('id'))
    return c.json({ object: 'machine_secret_key', secret: state.secrets.get(id) })
  })

  app.post('/:id/secret_key/rotate', async (c) => {
    const { id } = machineOf(state, c.req.param('id'))
    const body = await readBody<{ previous_token_ttl: number }>(c, {
      previous_token_ttl: 'number',
    })
    required(body, 'previous_token_ttl')
    checkRange('previous_token_ttl', body.previous_token_ttl, 0, MOST_GRACE)
    const secret = rotateSecret(state, id, 'ak', body.previous_token_ttl * 1000)
    return c.json({ object: 'machine_secret_key', secret })
  })

  app.post('/:id/scopes', async (c) => {
    const { id } = machineOf(state, c.req.param('id'))
    const body = await readBody<{ to_machine_id: string }>(c, { to_machine_id: 'string' })
    required(body, 'to_machine_id')
    return c.json(addScope(state, id, body.to_machine_id))
  })

  app.delete('/:id/scopes/:other', (c) => {
    const { id: from } = machineOf(state, c.req.param('id'))
    const to = c.req.param('other')
    const scope = scopeOf(state, from, to)
    if (!scope) throw notFound(`The machine ${from} may not talk to ${to}`)
    state.machineScopes.delete(scope.id)
    return c.json({
      object: 'machine_scope',
      from_machine_id: from,
      to_machine_id: to,
      deleted: true,
    })
  })
  return app
}
