import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'instance_protect'>(),
  rules_enabled: v.boolean(),
  specter_enabled: v.boolean(),
  checks_bypassed: v.boolean(),
})

/** The settings that keep abuse off the instance. */
export interface InstanceProtect extends v.InferOutput<typeof schema> {}
export const InstanceProtectSchema: Schema<InstanceProtect> = schema
