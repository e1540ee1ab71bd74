import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'instance_communication'>(),
  /** ISO 3166-1, such as `FR`. */
  blocked_country_codes: v.array(v.string()),
})

/** The countries to which the instance sends no SMS. */
export interface InstanceCommunication extends v.InferOutput<typeof schema> {}
export const InstanceCommunicationSchema: Schema<InstanceCommunication> = schema
