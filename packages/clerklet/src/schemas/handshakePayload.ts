import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** Values of `Set-Cookie` headers. */
  directives: v.array(v.string()),
})

/** The cookies that the browser must store after a handshake. */
export interface HandshakePayload extends v.InferOutput<typeof schema> {}
export const HandshakePayloadSchema: Schema<HandshakePayload> = schema
