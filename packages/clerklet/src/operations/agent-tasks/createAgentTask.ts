import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type AgentTask, AgentTaskSchema } from '../../schemas/agentTask.ts'

/** Params of {@link createAgentTask}. */
export interface CreateAgentTaskParams {
  /** The user: either `user_id` or a verified `identifier`, such as an e-mail address. */
  on_behalf_of: { user_id?: string | undefined; identifier?: string | undefined }
  /** The only supported value is `*`. */
  permissions: Open<'*'>
  /** The name of the agent. Tasks with the same `agent_name` have the same `agent_id`. Logged for audits. */
  agent_name: string
  /** What the agent will do. Logged for audits. */
  task_description: string
  /**
   * The absolute URL to which the browser is redirected after the sign-in, on a domain of the instance. Production instances
   * require `https`.
   */
  redirect_url: string
  /** The lifetime of the session, in seconds. Default: 1 800. */
  session_max_duration_in_seconds?: number | undefined
}

/**
 * Creates an agent task. The `url` of the response starts a session on behalf of a user.
 *
 * `POST /agents/tasks` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { url } = await createAgentTask(ctx, {
 *   on_behalf_of: { user_id: 'user_2abc' },
 *   permissions: '*',
 *   agent_name: 'tester',
 *   task_description: 'Check the settings page',
 *   redirect_url: 'https://example.com/settings',
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createAgentTask(
  ctx: Context,
  params: CreateAgentTaskParams,
  options?: RequestOptions,
): Promise<AgentTask> {
  return request(ctx, AgentTaskSchema, {
    ...options,
    operation: 'createAgentTask',
    method: 'POST',
    path: path`/agents/tasks`,
    body: params,
  })
}
