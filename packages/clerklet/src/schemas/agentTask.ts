import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'agent_task'>(),
  agent_id: v.string(),
  agent_task_id: v.string(),
  /** @deprecated Use `agent_task_id`. */
  task_id: v.string(),
  /** The URL at which the agent starts its session. Only in the response of `createAgentTask`. */
  url: v.optional(v.string()),
})

/** A task for which an agent may start a session on behalf of a user. */
export interface AgentTask extends v.InferOutput<typeof schema> {}
export const AgentTaskSchema: Schema<AgentTask> = schema
