import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'proxy_check'>(),
  id: v.string(),
  /** `dmn_…`. */
  domain_id: v.string(),
  /** Epoch milliseconds. */
  last_run_at: v.nullable(v.number()),
  proxy_url: v.string(),
  successful: v.boolean(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** The result of a check of the proxy of a domain. */
export interface ProxyCheck extends v.InferOutput<typeof schema> {}
export const ProxyCheckSchema: Schema<ProxyCheck> = schema
