import { Hono } from 'hono'
import { oneOf, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  type AgentTaskParams,
  addAgentTask,
  agentTaskOf,
  revokeAgentTask,
  sendAgentTask,
} from '../agentTasks.ts'

interface Body extends AgentTaskParams {
  permissions: string
  task_description: string
}

/** The routes of `/agents/tasks`. */
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
    required(body, 'on_behalf_of', 'permissions', 'agent_name', 'task_description', 'redirect_url')
    oneOf('permissions', body.permissions, ['*'])
    const { task, url } = addAgentTask(state, body)
    return c.json({ ...sendAgentTask(task), url })
  })

  app.post('/:id/revoke', (c) =>
    c.json(sendAgentTask(revokeAgentTask(agentTaskOf(state, c.req.param('id'))))),
  )
  return app
}
