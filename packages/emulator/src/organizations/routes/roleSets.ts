import type {
  AddRolesToRoleSetParams,
  CreateRoleSetParams,
  ReplaceRoleInRoleSetParams,
  ReplaceRoleSetParams,
  UpdateRoleSetParams,
} from 'clerklet'
import { type Context, Hono } from 'hono'
import { answerList, inOrder, queryOf } from '../../core/lists.ts'
import { type Kinds, oneOf, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { touchMembership } from '../memberships.ts'
import {
  addRoleSet,
  addToRoleSet,
  changeRoleSet,
  replaceInRoleSet,
  replaceRoleSet,
  roleInSet,
  roleSetOf,
  sendRoleSet,
} from '../roleSets.ts'
import type { StoredMembership, StoredRoleSet } from '../store.ts'
import { NAMED_ORDERS, namedLike } from './named.ts'

const CREATE: Kinds = {
  name: 'string',
  key: 'string',
  description: 'string?',
  default_role_key: 'string',
  creator_role_key: 'string',
  type: 'string',
  roles: 'string[]',
}

const UPDATE: Kinds = {
  name: 'string?',
  key: 'string?',
  description: 'string?',
  type: 'string?',
  default_role_key: 'string?',
  creator_role_key: 'string?',
}

/** The routes of `/role_sets`. */
export function roleSets(state: State): Hono {
  const app = new Hono()
  const setIn = (c: Context) => roleSetOf(state, c.req.param('id') ?? '')
  const send = (set: StoredRoleSet) => sendRoleSet(state, set)
  const tell = (moved: StoredMembership[]) => {
    for (const membership of moved) touchMembership(state, membership)
  }

  app.get('/', (c) => {
    const query = queryOf(c)
    const found = inOrder(query, state.roleSets, NAMED_ORDERS).filter(namedLike(query))
    return answerList(c, found, { send })
  })

  app.post('/', async (c) => {
    const body = await readBody<CreateRoleSetParams>(c, CREATE)
    required(body, 'name', 'default_role_key', 'creator_role_key', 'roles')
    oneOf('type', body.type, ['initial', 'custom'])
    return c.json(send(addRoleSet(state, body)))
  })

  app.get('/:id', (c) => c.json(send(setIn(c))))

  app.patch('/:id', async (c) => {
    const set = setIn(c)
    const body = await readBody<UpdateRoleSetParams>(c, UPDATE)
    oneOf('type', body.type, ['initial'])
    return c.json(send(changeRoleSet(state, set, body)))
  })

  app.post('/:id/replace', async (c) => {
    const set = setIn(c)
    const body = await readBody<ReplaceRoleSetParams>(c, {
      dest_role_set_key: 'string',
      reassignment_mappings: 'object',
    })
    required(body, 'dest_role_set_key')
    const target = roleSetOf(state, body.dest_role_set_key)
    tell(replaceRoleSet(state, set, target, body.reassignment_mappings ?? {}))
    return c.json({ object: 'role_set', id: set.id, deleted: true })
  })

  app.post('/:id/roles', async (c) => {
    const set = setIn(c)
    const body = await readBody<AddRolesToRoleSetParams>(c, {
      role_keys: 'string[]',
      default_role_key: 'string',
      creator_role_key: 'string',
    })
    required(body, 'role_keys')
    return c.json(send(addToRoleSet(state, set, body)))
  })

  app.post('/:id/roles/replace', async (c) => {
    const set = setIn(c)
    const body = await readBody<ReplaceRoleInRoleSetParams>(c, {
      role_key: 'string',
      to_role_key: 'string',
    })
    required(body, 'role_key', 'to_role_key')
    const from = roleInSet(state, set, body.role_key, 'role_key')
    const to = roleInSet(state, set, body.to_role_key, 'to_role_key')
    tell(replaceInRoleSet(state, set, from, to))
    return c.json(send(set))
  })
  return app
}
