export * from './createSvixApp.ts'
export * from './deleteSvixApp.ts'
export * from './generateSvixAuthUrl.ts'
