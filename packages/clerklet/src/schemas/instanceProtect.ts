import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'instance_protect'>(),
  /** Whether rules are enforced. With `false`, rules are still evaluated, but block nothing. */
  rules_enabled: v.boolean(),
  specter_enabled: v.boolean(),
  checks_bypassed: v.boolean(),
  /** Whether the checks that Protect requires have passed. */
  checks_verified: v.optional(v.boolean()),
  /** Whether the instance was created with Protect and needs no checks. */
  checks_exempt: v.optional(v.boolean()),
})

/** The settings that protect the instance from abuse. */
export interface InstanceProtect extends v.InferOutput<typeof schema> {}
export const InstanceProtectSchema: Schema<InstanceProtect> = schema
