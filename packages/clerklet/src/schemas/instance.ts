import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'instance'>(),
  /** `ins_…`. */
  id: v.string(),
  environment_type: open<'development' | 'production'>(),
  /** The allowed origins of browser extensions, Electron and Capacitor applications. */
  allowed_origins: v.nullable(v.array(v.string())),
  /**
   * The allowed subdomains of the instance's domains: hosts, or wildcards such as `*.preview.example.com`. Always empty for
   * development instances.
   */
  allowed_subdomains: v.optional(v.array(v.string())),
  /**
   * Whether the instance accepts only `allowed_subdomains` below its own domains. Otherwise it accepts all subdomains. Never
   * `true` for development instances.
   */
  subdomain_allowlist_enabled: v.optional(v.boolean()),
  workspace_id: v.nullable(v.string()),
})

/** An instance of the application: development or production. */
export interface Instance extends v.InferOutput<typeof schema> {}
export const InstanceSchema: Schema<Instance> = schema
