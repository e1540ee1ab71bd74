export * from './createRedirectUrl.ts'
export * from './deleteRedirectUrl.ts'
export * from './getRedirectUrl.ts'
export * from './listRedirectUrls.ts'
