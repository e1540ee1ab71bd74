export {
  arrayOf,
  type Metadata,
  MetadataSchema,
  type Open,
  type Page,
  pageOf,
  type Schema,
} from '../schema.ts'
export * from './deletedObject.ts'
export * from './emailAddress.ts'
export * from './enterpriseAccount.ts'
export * from './enterpriseAccountConnection.ts'
export * from './externalAccount.ts'
export * from './identificationLink.ts'
export * from './oauthAccessToken.ts'
export * from './organization.ts'
export * from './organizationInvitation.ts'
export * from './organizationInvitationPublicOrganizationData.ts'
export * from './organizationInvitationPublicUserData.ts'
export * from './organizationMembership.ts'
export * from './organizationMembershipPublicUserData.ts'
export * from './passkey.ts'
export * from './passwordVerification.ts'
export * from './phoneNumber.ts'
export * from './samlAccount.ts'
export * from './samlAccountConnection.ts'
export * from './scimUser.ts'
export * from './totalCount.ts'
export * from './totp.ts'
export * from './totpVerification.ts'
export * from './trustedDevice.ts'
export * from './user.ts'
export * from './userReference.ts'
export * from './verification.ts'
export * from './verificationError.ts'
export * from './web3Wallet.ts'
