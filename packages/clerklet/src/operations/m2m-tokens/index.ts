export * from './createM2mToken.ts'
export * from './listM2mTokens.ts'
export * from './revokeM2mToken.ts'
export * from './verifyM2mToken.ts'
