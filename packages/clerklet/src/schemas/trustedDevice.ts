import type { Schema } from '../core/schema.ts'
import { type BiometricCredential, BiometricCredentialSchema } from './biometricCredential.ts'

/** The older name of a {@link BiometricCredential}. */
export interface TrustedDevice extends BiometricCredential {}
export const TrustedDeviceSchema: Schema<TrustedDevice> = BiometricCredentialSchema
