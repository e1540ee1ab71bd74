export * from './getClient.ts'
export * from './getHandshakePayload.ts'
export * from './listClients.ts'
export * from './verifyClient.ts'
