/*
 * Types that an application may extend. Each interface here is merged with the one of the same name in
 * `declare module 'clerklet' { … }`.
 */

/** Free-form data of the application: keys and values are kept as sent. */
export interface Metadata {
  [key: string]: unknown
}

/** The fields of a user's `public_metadata`: readable by the user, writable by the backend. */
export interface UserPublicMetadata extends Metadata {}

/** The fields of a user's `private_metadata`: for the backend only. */
export interface UserPrivateMetadata extends Metadata {}

/** The fields of a user's `unsafe_metadata`: the user may write them. */
export interface UserUnsafeMetadata extends Metadata {}

/** The fields of an organization's `public_metadata`. */
export interface OrganizationPublicMetadata extends Metadata {}

/** The fields of an organization's `private_metadata`. */
export interface OrganizationPrivateMetadata extends Metadata {}

/** The fields of an organization membership's `public_metadata`. */
export interface OrganizationMembershipPublicMetadata extends Metadata {}

/** The fields of an organization membership's `private_metadata`. */
export interface OrganizationMembershipPrivateMetadata extends Metadata {}

/** The fields of an organization invitation's `public_metadata`. */
export interface OrganizationInvitationPublicMetadata extends Metadata {}

/** The fields of an organization invitation's `private_metadata`. */
export interface OrganizationInvitationPrivateMetadata extends Metadata {}

/** The claims that the application adds to its session tokens. */
// biome-ignore lint/suspicious/noEmptyInterface: an application adds its claims.
export interface CustomJwtSessionClaims {}

/** The roles and permissions that an application declares: the fields `role` and `permission`, each a union of keys. */
// biome-ignore lint/suspicious/noEmptyInterface: an application adds its keys.
export interface ClerkAuthorization {}

/** The key of a role, such as `org:admin`. Any string, unless {@link ClerkAuthorization} lists the roles. */
export type RoleKey = ClerkAuthorization extends { role: infer Key extends string } ? Key : string

/** The key of a permission, such as `org:invoices:create`. Any string, unless {@link ClerkAuthorization} lists permissions. */
export type PermissionKey = ClerkAuthorization extends { permission: infer Key extends string }
  ? Key
  : string

/** The named fields of `T`, without its index signatures. */
type ListedFields<T> = {
  [Name in keyof T as string extends Name ? never : number extends Name ? never : Name]: T[Name]
}

/** Any object that is not iterable, with the fields of `T`. Allows interfaces, which have no index signature. */
type FieldsOf<T> = object & { [Symbol.iterator]?: never } & ListedFields<T>

/** Complete metadata, as a request sends it. Fields that the application declares must have their declared type. */
export type MetadataInput<T extends Metadata = Metadata> = T | FieldsOf<T>

type Changes<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Name in keyof T]?: Changes<T[Name]> | null | undefined }
    : T

/** Metadata to merge into the stored metadata: any subset of its fields. `null` deletes a field. */
export type MetadataChanges<T extends Metadata = Metadata> = MetadataInput<Changes<T> & Metadata>
