import type { CreateMachineParams, UpdateMachineParams } from 'clerklet'
import { Hono } from 'hono'
import { answerList, containing, inOrder, queryOf } from '../../core/lists.ts'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  addMachine,
  addScope,
  changeMachine,
  checkScopes,
  machineOf,
  removeMachine,
  removeScope,
  rotateMachineSecret,
  sendMachine,
} from '../machines.ts'

/** The routes of `/machines`. */
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
    return c.json(sendMachine(state, changeMachine(state, machine, body)))
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
    const machine = machineOf(state, c.req.param('id'))
    const body = await readBody<{ previous_token_ttl: number }>(c, {
      previous_token_ttl: 'number',
    })
    required(body, 'previous_token_ttl')
    const secret = rotateMachineSecret(state, machine, body.previous_token_ttl)
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
    removeScope(state, from, to)
    return c.json({
      object: 'machine_scope',
      from_machine_id: from,
      to_machine_id: to,
      deleted: true,
    })
  })
  return app
}
