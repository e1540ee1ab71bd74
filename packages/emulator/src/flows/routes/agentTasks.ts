import { Hono } from 'hono'
import { entry, invalid, notFound, Refusal } from '../../core/errors.ts'
import { oneOf, readBody, required } from '../../core/params.ts'
import { webAddress } from '../../core/webAddress.ts'
import { ownerOfIdentifier, userOf } from '../../identity/index.ts'
import type { State } from '../../state.ts'
import type { StoredAgentTask } from '../store.ts'
import { addTicket, ticketUrl } from '../tickets.ts'
import { secondsOf } from './signInTokens.ts'

const LIFETIME = 600_000

interface Body {
  on_behalf_of: { user_id?: string; identifier?: string }
  permissions: string
  agent_name: string
  task_description: string
  redirect_url: string
  session_max_duration_in_seconds?: number
}

/** `/agents/tasks` */
export function agentTasks(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const body = await readBody<Body>(c, {
      on_behalf_of: { user_id: 'string', identifier: 'string' },
      permissions: 'string',
      agent_name: 'string',
      task_description: 'string',
      redirect_url: 'string',
      session_max_duration_in_seconds: 'number?',
    })
    const { on_behalf_of, permissions, agent_name, redirect_url } = body
    required(body, 'on_behalf_of', 'permissions', 'agent_name', 'task_description', 'redirect_url')
    oneOf('permissions', permissions, ['*'])
    webAddress('redirect_url', redirect_url)
    const { id: user_id } = userOf(state, subjectOf(state, on_behalf_of))
    const session_duration = secondsOf(
      'session_max_duration_in_seconds',
      body.session_max_duration_in_seconds,
      1800,
    )
    const now = state.clock.now()
    const id = state.newId('agent_task')
    const expires_at = now + LIFETIME
    const ticket = addTicket(state, { type: 'agent_task', id, expires_at, session_duration })
    const url = new URL(ticketUrl(state, ticket))
    url.searchParams.set('redirect_url', redirect_url)
    const task = state.agentTasks.add({
      object: 'agent_task',
      id,
      agent_id: agentOf(state, agent_name),
      agent_task_id: id,
      task_id: id,
      created_at: now,
      user_id,
      status: 'pending',
      redirect_url,
    })
    return c.json({ ...sent(task), url: url.href })
  })

  app.post('/:id/revoke', (c) => {
    const task = state.agentTasks.get(c.req.param('id'))
    if (!task) {
      throw new Refusal(404, entry('agent_task_not_found', 'agent task not found'))
    }
    if (task.status !== 'pending') {
      throw new Refusal(400, entry('agent_task_cannot_be_revoked', 'cannot revoke agent task'))
    }
    task.status = 'revoked'
    return c.json(sent(task))
  })
  return app
}

/** The user on whose behalf a task is: named by an id, or by something else that they are known by. */
function subjectOf(state: State, { user_id, identifier }: Body['on_behalf_of']): string {
  if ((user_id === undefined) === (identifier === undefined)) {
    throw invalid(
      'on_behalf_of',
      'form_param_value_invalid',
      'is invalid',
      'on_behalf_of must hold either user_id or identifier.',
    )
  }
  if (user_id !== undefined) return user_id
  for (const kind of ['email', 'phone', 'username', 'wallet'] as const) {
    const owner = ownerOfIdentifier(state, kind, identifier ?? '')
    if (owner !== undefined) return owner
  }
  throw notFound(`No user was found with identifier ${identifier}`)
}

/** An agent has one id under one name. */
function agentOf({ agents, newId }: State, name: string): string {
  const id = agents.get(name) ?? newId('agent')
  agents.set(name, id)
  return id
}

function sent({ object, agent_id, agent_task_id, task_id }: StoredAgentTask) {
  return { object, agent_id, agent_task_id, task_id }
}
