import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** PEM. */
  certificate: v.string(),
  /** When the certificate becomes valid. Epoch milliseconds. */
  issued_at: v.nullable(v.number()),
  /** When the certificate expires. Epoch milliseconds. */
  expires_at: v.nullable(v.number()),
})

/** A certificate that an identity provider signs with. */
export interface SamlIdpCertificate extends v.InferOutput<typeof schema> {}
export const SamlIdpCertificateSchema: Schema<SamlIdpCertificate> = schema
