export * from './createDomain.ts'
export * from './deleteDomain.ts'
export * from './listDomains.ts'
export * from './updateDomain.ts'
