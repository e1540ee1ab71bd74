export * from './createAgentTask.ts'
export * from './revokeAgentTask.ts'
