import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** Each is the value of a `Set-Cookie` header. */
  directives: v.array(v.string()),
})

/** What a handshake tells the browser to store. */
export interface HandshakePayload extends v.InferOutput<typeof schema> {}
export const HandshakePayloadSchema: Schema<HandshakePayload> = schema
