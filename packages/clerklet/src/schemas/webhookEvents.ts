import type { Schema } from '../core/schema.ts'
import {
  type BillingPaymentAttemptEventData,
  BillingPaymentAttemptEventDataSchema,
} from './billingPaymentAttemptEventData.ts'
import {
  type BillingSubscriptionEventData,
  BillingSubscriptionEventDataSchema,
} from './billingSubscriptionEventData.ts'
import {
  type BillingSubscriptionItemEventData,
  BillingSubscriptionItemEventDataSchema,
} from './billingSubscriptionItemEventData.ts'
import { type DeletedObject, DeletedObjectSchema } from './deletedObject.ts'
import { type Email, EmailSchema } from './email.ts'
import type { WebhookEnvelope } from './eventOf.ts'
import { eventOf } from './eventOf.ts'
import { type Organization, OrganizationSchema } from './organization.ts'
import { type OrganizationDomain, OrganizationDomainSchema } from './organizationDomain.ts'
import {
  type OrganizationInvitationEventData,
  OrganizationInvitationEventDataSchema,
} from './organizationInvitationEventData.ts'
import {
  type OrganizationMembership,
  OrganizationMembershipSchema,
} from './organizationMembership.ts'
import { type Permission, PermissionSchema } from './permission.ts'
import { type Role, RoleSchema } from './role.ts'
import { type SessionWithUser, SessionWithUserSchema } from './sessionWithUser.ts'
import { type SmsMessage, SmsMessageSchema } from './smsMessage.ts'
import { type User, UserSchema } from './user.ts'
import { type WaitlistEntry, WaitlistEntrySchema } from './waitlistEntry.ts'

/** The `data` of each type of webhook event. */
export interface WebhookEventData {
  'email.created': Email
  'organization.created': Organization
  'organization.deleted': DeletedObject
  'organization.updated': Organization
  'organizationDomain.created': OrganizationDomain
  'organizationDomain.deleted': DeletedObject
  'organizationDomain.updated': OrganizationDomain
  'organizationInvitation.accepted': OrganizationInvitationEventData
  'organizationInvitation.created': OrganizationInvitationEventData
  'organizationInvitation.revoked': OrganizationInvitationEventData
  'organizationMembership.created': OrganizationMembership
  'organizationMembership.deleted': OrganizationMembership
  'organizationMembership.updated': OrganizationMembership
  'paymentAttempt.created': BillingPaymentAttemptEventData
  'paymentAttempt.updated': BillingPaymentAttemptEventData
  'permission.created': Permission
  'permission.deleted': DeletedObject
  'permission.updated': Permission
  'role.created': Role
  'role.deleted': DeletedObject
  'role.updated': Role
  'session.created': SessionWithUser
  'session.ended': SessionWithUser
  'session.pending': SessionWithUser
  'session.removed': SessionWithUser
  'session.revoked': SessionWithUser
  'sms.created': SmsMessage
  'subscription.active': BillingSubscriptionEventData
  'subscription.created': BillingSubscriptionEventData
  'subscription.pastDue': BillingSubscriptionEventData
  'subscription.updated': BillingSubscriptionEventData
  'subscriptionItem.abandoned': BillingSubscriptionItemEventData
  'subscriptionItem.active': BillingSubscriptionItemEventData
  'subscriptionItem.canceled': BillingSubscriptionItemEventData
  'subscriptionItem.created': BillingSubscriptionItemEventData
  'subscriptionItem.ended': BillingSubscriptionItemEventData
  'subscriptionItem.freeTrialEnding': BillingSubscriptionItemEventData
  'subscriptionItem.incomplete': BillingSubscriptionItemEventData
  'subscriptionItem.pastDue': BillingSubscriptionItemEventData
  'subscriptionItem.upcoming': BillingSubscriptionItemEventData
  'subscriptionItem.updated': BillingSubscriptionItemEventData
  'user.created': User
  'user.deleted': DeletedObject
  'user.updated': User
  'waitlistEntry.created': WaitlistEntry
  'waitlistEntry.updated': WaitlistEntry
}

/** A type of webhook event that this package lists. */
export type WebhookEventType = keyof WebhookEventData

/** The schema of each type of webhook event. To bundle the schemas of a few types only, use `eventOf` instead. */
export const WebhookEventSchemas: {
  [Type in WebhookEventType]: Schema<WebhookEnvelope<Type, WebhookEventData[Type]>>
} = {
  'email.created': eventOf(EmailSchema),
  'organization.created': eventOf(OrganizationSchema),
  'organization.deleted': eventOf(DeletedObjectSchema),
  'organization.updated': eventOf(OrganizationSchema),
  'organizationDomain.created': eventOf(OrganizationDomainSchema),
  'organizationDomain.deleted': eventOf(DeletedObjectSchema),
  'organizationDomain.updated': eventOf(OrganizationDomainSchema),
  'organizationInvitation.accepted': eventOf(OrganizationInvitationEventDataSchema),
  'organizationInvitation.created': eventOf(OrganizationInvitationEventDataSchema),
  'organizationInvitation.revoked': eventOf(OrganizationInvitationEventDataSchema),
  'organizationMembership.created': eventOf(OrganizationMembershipSchema),
  'organizationMembership.deleted': eventOf(OrganizationMembershipSchema),
  'organizationMembership.updated': eventOf(OrganizationMembershipSchema),
  'paymentAttempt.created': eventOf(BillingPaymentAttemptEventDataSchema),
  'paymentAttempt.updated': eventOf(BillingPaymentAttemptEventDataSchema),
  'permission.created': eventOf(PermissionSchema),
  'permission.deleted': eventOf(DeletedObjectSchema),
  'permission.updated': eventOf(PermissionSchema),
  'role.created': eventOf(RoleSchema),
  'role.deleted': eventOf(DeletedObjectSchema),
  'role.updated': eventOf(RoleSchema),
  'session.created': eventOf(SessionWithUserSchema),
  'session.ended': eventOf(SessionWithUserSchema),
  'session.pending': eventOf(SessionWithUserSchema),
  'session.removed': eventOf(SessionWithUserSchema),
  'session.revoked': eventOf(SessionWithUserSchema),
  'sms.created': eventOf(SmsMessageSchema),
  'subscription.active': eventOf(BillingSubscriptionEventDataSchema),
  'subscription.created': eventOf(BillingSubscriptionEventDataSchema),
  'subscription.pastDue': eventOf(BillingSubscriptionEventDataSchema),
  'subscription.updated': eventOf(BillingSubscriptionEventDataSchema),
  'subscriptionItem.abandoned': eventOf(BillingSubscriptionItemEventDataSchema),
  'subscriptionItem.active': eventOf(BillingSubscriptionItemEventDataSchema),
  'subscriptionItem.canceled': eventOf(BillingSubscriptionItemEventDataSchema),
  'subscriptionItem.created': eventOf(BillingSubscriptionItemEventDataSchema),
  'subscriptionItem.ended': eventOf(BillingSubscriptionItemEventDataSchema),
  'subscriptionItem.freeTrialEnding': eventOf(BillingSubscriptionItemEventDataSchema),
  'subscriptionItem.incomplete': eventOf(BillingSubscriptionItemEventDataSchema),
  'subscriptionItem.pastDue': eventOf(BillingSubscriptionItemEventDataSchema),
  'subscriptionItem.upcoming': eventOf(BillingSubscriptionItemEventDataSchema),
  'subscriptionItem.updated': eventOf(BillingSubscriptionItemEventDataSchema),
  'user.created': eventOf(UserSchema),
  'user.deleted': eventOf(DeletedObjectSchema),
  'user.updated': eventOf(UserSchema),
  'waitlistEntry.created': eventOf(WaitlistEntrySchema),
  'waitlistEntry.updated': eventOf(WaitlistEntrySchema),
}
