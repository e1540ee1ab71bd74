export * from './updateInstanceAuthConfig.ts'
export * from './updateProductionInstanceDomain.ts'
