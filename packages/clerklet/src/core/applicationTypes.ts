/*
 * Types that an application may extend. Each interface here is merged with the one of the same name in
 * `declare module 'clerklet' { … }`.
 */

/** Free-form data of the application: keys and values are kept as sent. */
export interface Metadata {
  [key: string]: unknown
}

/** What `public_metadata` of a user holds: readable by the user, writable by the backend. */
export interface UserPublicMetadata extends Metadata {}

/** What `private_metadata` of a user holds: for the backend only. */
export interface UserPrivateMetadata extends Metadata {}

/** What `unsafe_metadata` of a user holds: the user may write it. */
export interface UserUnsafeMetadata extends Metadata {}

/** What `public_metadata` of an organization holds. */
export interface OrganizationPublicMetadata extends Metadata {}

/** What `private_metadata` of an organization holds. */
export interface OrganizationPrivateMetadata extends Metadata {}

/** What `public_metadata` of a membership of an organization holds. */
export interface OrganizationMembershipPublicMetadata extends Metadata {}

/** What `private_metadata` of a membership of an organization holds. */
export interface OrganizationMembershipPrivateMetadata extends Metadata {}

/** What `public_metadata` of an invitation to an organization holds. */
export interface OrganizationInvitationPublicMetadata extends Metadata {}

/** What `private_metadata` of an invitation to an organization holds. */
export interface OrganizationInvitationPrivateMetadata extends Metadata {}

/** The claims that the application adds to its session tokens. */
// biome-ignore lint/suspicious/noEmptyInterface: an application adds its claims.
export interface CustomJwtSessionClaims {}

/** The roles and permissions of the application, as `role` and `permission`. Each is a union of keys. */
// biome-ignore lint/suspicious/noEmptyInterface: an application adds its keys.
export interface ClerkAuthorization {}

/** The key of a role, such as `org:admin`. Any string, unless {@link ClerkAuthorization} lists the roles. */
export type RoleKey = ClerkAuthorization extends { role: infer Key extends string } ? Key : string

/** The key of a permission, such as `org:invoices:create`. Any string, unless {@link ClerkAuthorization} lists them. */
export type PermissionKey = ClerkAuthorization extends { permission: infer Key extends string }
  ? Key
  : string

/** The fields that are listed by name, without the index signature. */
type ListedFields<T> = {
  [Name in keyof T as string extends Name ? never : number extends Name ? never : Name]: T[Name]
}

/** Any object that is not iterable. Interfaces qualify, although they have no index signature. */
type FieldsOf<T> = object & { [Symbol.iterator]?: never } & ListedFields<T>

/** Metadata that is sent whole. The fields that the application has declared must be of their type. */
export type MetadataInput<T extends Metadata = Metadata> = T | FieldsOf<T>

type Changes<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Name in keyof T]?: Changes<T[Name]> | null | undefined }
    : T

/** Metadata to merge: any part of it. `null` deletes a field. */
export type MetadataChanges<T extends Metadata = Metadata> = MetadataInput<Changes<T> & Metadata>
