export * from './getPublicInterstitial.ts'
