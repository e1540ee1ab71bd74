import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'instance'>(),
  /** `ins_…`. */
  id: v.string(),
  environment_type: open<'development' | 'production'>(),
  /** Of browser extensions and the like. */
  allowed_origins: v.nullable(v.array(v.string())),
  workspace_id: v.nullable(v.string()),
})

/** An instance of the application: development or production. */
export interface Instance extends v.InferOutput<typeof schema> {}
export const InstanceSchema: Schema<Instance> = schema
