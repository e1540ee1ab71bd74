import * as v from 'valibot'
import { MetadataSchema, type Schema } from '../core/schema.ts'
import { SignUpVerificationSchema } from './signUpVerification.ts'

const schema = v.object({
  email_address: v.nullable(SignUpVerificationSchema),
  phone_number: v.nullable(SignUpVerificationSchema),
  web3_wallet: v.nullable(SignUpVerificationSchema),
  external_account: v.nullable(MetadataSchema),
})

/** The verifications of a sign-up. */
export interface SignUpVerifications extends v.InferOutput<typeof schema> {}
export const SignUpVerificationsSchema: Schema<SignUpVerifications> = schema
