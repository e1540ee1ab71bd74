import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { VerificationSchema } from './verification.ts'

const schema = v.object({
  /** `idn_…`. */
  id: v.string(),
  object: tag<'web3_wallet'>(),
  /** The address of the wallet. */
  web3_wallet: v.string(),
  verification: v.nullable(VerificationSchema),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A web3 wallet of a user. */
export interface Web3Wallet extends v.InferOutput<typeof schema> {}
export const Web3WalletSchema: Schema<Web3Wallet> = schema
