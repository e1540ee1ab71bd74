export * from './verifyDomainProxy.ts'
