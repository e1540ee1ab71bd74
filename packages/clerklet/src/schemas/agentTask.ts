import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'agent_task'>(),
  agent_id: v.string(),
  agent_task_id: v.string(),
  /** @deprecated Use `agent_task_id`. */
  task_id: v.string(),
  /** The URL at which the agent starts its session. Only in the response that creates the task. */
  url: v.optional(v.string()),
})

/** A session that an agent may start on behalf of a user. */
export interface AgentTask extends v.InferOutput<typeof schema> {}
export const AgentTaskSchema: Schema<AgentTask> = schema
