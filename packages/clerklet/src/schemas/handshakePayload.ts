import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** Each is the value of a `Set-Cookie` header. */
  directives: v.array(v.string()),
})

/** The cookies that the browser must store after a handshake. */
export interface HandshakePayload extends v.InferOutput<typeof schema> {}
export const HandshakePayloadSchema: Schema<HandshakePayload> = schema
