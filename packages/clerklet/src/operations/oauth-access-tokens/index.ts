export * from './verifyOAuthAccessToken.ts'
