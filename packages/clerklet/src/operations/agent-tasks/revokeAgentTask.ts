import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type AgentTask, AgentTaskSchema } from '../../schemas/agentTask.ts'

/**
 * Revokes an agent task that has not been started.
 *
 * `POST /agents/tasks/{agent_task_id}/revoke` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await revokeAgentTask(ctx, 'agt_2abc')
 *
 * @throws {ClerkApiError} `agent_task_not_found` when there is no such task.
 */
export async function revokeAgentTask(
  ctx: Context,
  agentTaskId: string,
  options?: RequestOptions,
): Promise<AgentTask> {
  return request(ctx, AgentTaskSchema, {
    ...options,
    operation: 'revokeAgentTask',
    method: 'POST',
    path: path`/agents/tasks/${agentTaskId}/revoke`,
  })
}
