export * from './createSignInToken.ts'
export * from './revokeSignInToken.ts'
