import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { webAddress } from '../core/webAddress.ts'
import { ownerOfIdentifier, userOf } from '../identity/index.ts'
import type { State } from '../state.ts'
import type { StoredAgentTask } from './store.ts'
import { addTicket, secondsOf, ticketUrl } from './tickets.ts'

/** Milliseconds until the link of a task expires. */
const LIFETIME = 600_000

/** The default duration of the session, in seconds. */
const DEFAULT_DURATION = 1800

/** The parameters of {@link addAgentTask}. */
export interface AgentTaskParams {
  on_behalf_of: { user_id?: string; identifier?: string }
  agent_name: string
  redirect_url: string
  session_max_duration_in_seconds?: number
}

/** Returns the agent task with the given id. Refuses an unknown id with 404. */
export function agentTaskOf({ agentTasks }: State, id: string): StoredAgentTask {
  const task = agentTasks.get(id)
  if (!task) throw new Refusal(404, entry('agent_task_not_found', 'agent task not found'))
  return task
}

/** Creates a task of an agent, and the link that signs the agent in as the user. */
export function addAgentTask(
  state: State,
  { on_behalf_of, agent_name, redirect_url, session_max_duration_in_seconds }: AgentTaskParams,
): { task: StoredAgentTask; url: string } {
  webAddress('redirect_url', redirect_url)
  const { id: user_id } = userOf(state, subjectOf(state, on_behalf_of))
  const session_duration = secondsOf(
    'session_max_duration_in_seconds',
    session_max_duration_in_seconds,
    DEFAULT_DURATION,
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
    agent_id: agentNamed(state, agent_name),
    agent_task_id: id,
    task_id: id,
    created_at: now,
    user_id,
    status: 'pending',
    redirect_url,
  })
  return { task, url: url.href }
}

/** Revokes an agent task. Refuses a task that is not pending. */
export function revokeAgentTask(task: StoredAgentTask): StoredAgentTask {
  if (task.status !== 'pending') {
    throw new Refusal(400, entry('agent_task_cannot_be_revoked', 'cannot revoke agent task'))
  }
  task.status = 'revoked'
  return task
}

/** Returns an agent task as the API sends it. */
export function sendAgentTask({ object, agent_id, agent_task_id, task_id }: StoredAgentTask) {
  return { object, agent_id, agent_task_id, task_id }
}

/** Returns the id of the user on whose behalf a task runs. `on_behalf_of` contains either the id or an identifier. */
function subjectOf(state: State, { user_id, identifier }: AgentTaskParams['on_behalf_of']): string {
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

/** Returns the id of the agent with the given name; creates an id for an unknown name. */
function agentNamed({ agents, newId }: State, name: string): string {
  const id = agents.get(name) ?? newId('agent')
  agents.set(name, id)
  return id
}
