import type {
  ActorToken,
  BillingPaymentAttempt,
  Email,
  EmailAddress,
  Jwk,
  Jwks,
  listOrganizations,
  Metadata,
  Organization,
  Page,
  RoleSetMigration,
  Session,
  User,
} from 'clerklet'
import { type Camelized, camelize } from 'clerklet/camelize'
import type { WebhookEvent } from 'clerklet/webhooks'
import { describe, expectTypeOf, test } from 'vitest'

describe('Camelized', () => {
  test('default', () => {
    expectTypeOf<Camelized<User>['firstName']>().toEqualTypeOf<string | null>()
    expectTypeOf<Camelized<User>['createdAt']>().toEqualTypeOf<number>()
    expectTypeOf<Camelized<User>>().not.toHaveProperty('first_name')
    expectTypeOf<Camelized<User>['primaryWeb3WalletId']>().toEqualTypeOf<string | null>()
  })

  test('behavior: names are converted at every depth, in arrays and pages', () => {
    expectTypeOf<Camelized<User>['emailAddresses']>().toEqualTypeOf<Camelized<EmailAddress>[]>()
    expectTypeOf<Camelized<User>['emailAddresses'][number]['emailAddress']>().toEqualTypeOf<
      EmailAddress['email_address']
    >()
    expectTypeOf<Camelized<Page<Organization>>>().toEqualTypeOf<{
      data: Camelized<Organization>[]
      totalCount: number
    }>()
    expectTypeOf<
      Camelized<Awaited<ReturnType<typeof listOrganizations>>>['data'][number]
    >().toHaveProperty('membersCount')
    expectTypeOf<Camelized<[{ a_b: 1 }, 'a_b']>>().toEqualTypeOf<[{ aB: 1 }, 'a_b']>()
  })

  test('behavior: optional, nullable and union types stay', () => {
    expectTypeOf<
      Camelized<{ a_b?: { c_d: 1 } | null; readonly e_f: 'x' | { g_h: 1 } }>
    >().toEqualTypeOf<{ aB?: { cD: 1 } | null; readonly eF: 'x' | { gH: 1 } }>()
    expectTypeOf<Camelized<User>['locale']>().toEqualTypeOf<User['locale']>()
    expectTypeOf<Camelized<Session>['status']>().toEqualTypeOf<Session['status']>()
  })

  test('behavior: free-form fields get a new name and keep their type', () => {
    expectTypeOf<Camelized<User>['publicMetadata']>().toEqualTypeOf<Metadata>()
    expectTypeOf<Camelized<User>['privateMetadata']>().toEqualTypeOf<User['private_metadata']>()
    expectTypeOf<Camelized<ActorToken>['actor']>().toEqualTypeOf<Metadata | null>()
    expectTypeOf<Camelized<RoleSetMigration>['mappings']>().toEqualTypeOf<
      RoleSetMigration['mappings']
    >()
    expectTypeOf<Camelized<{ claims: { org_id: string } }>>().toEqualTypeOf<{
      claims: { org_id: string }
    }>()
    expectTypeOf<Camelized<{ mappings: { a_b: 1 }[] }>>().toEqualTypeOf<{
      mappings: { aB: 1 }[]
    }>()
    expectTypeOf<Camelized<Metadata>>().toEqualTypeOf<{ [key: string]: unknown }>()
  })

  test('behavior: data is free-form only in e-mails', () => {
    expectTypeOf<Camelized<Email>['data']>().toEqualTypeOf<Email['data']>()
    expectTypeOf<Camelized<BillingPaymentAttempt>['payee']>().toEqualTypeOf<Metadata>()
    expectTypeOf<Camelized<{ object: 'event'; data: { user_id: 1 } }>>().toEqualTypeOf<{
      object: 'event'
      data: { userId: 1 }
    }>()
  })

  test('behavior: JSON Web Keys stay unchanged', () => {
    expectTypeOf<Camelized<Jwk>>().toEqualTypeOf<Jwk>()
    expectTypeOf<Camelized<Jwks>>().toEqualTypeOf<{ keys: Jwk[] }>()
  })

  test('behavior: a name whose new name exists, or that is not snake_case, is kept', () => {
    expectTypeOf<Camelized<{ a_b: 1; aB: 2 }>>().toEqualTypeOf<{ a_b: 1; aB: 2 }>()
    expectTypeOf<
      Camelized<{ 'x5t#S256': 1; a_C: 2; _a: 3; a_: 4; a__b: 5; a_1: 6; __a_b: 7 }>
    >().toEqualTypeOf<{ 'x5t#S256': 1; a_C: 2; _a: 3; a_: 4; a_B: 5; a_1: 6; _AB: 7 }>()
  })

  test('behavior: the events of webhooks can still be narrowed', () => {
    type Created = Extract<Camelized<WebhookEvent>, { type: 'user.created' }>

    expectTypeOf<Created['data']['firstName']>().toEqualTypeOf<string | null>()
    expectTypeOf<Created['data']['publicMetadata']>().toEqualTypeOf<Metadata>()
  })

  test('behavior: it may be applied twice', () => {
    expectTypeOf<Camelized<Camelized<User>>>().toEqualTypeOf<Camelized<User>>()
  })
})

test('camelize: the type of its result depends on its argument', () => {
  expectTypeOf(camelize<User>).returns.toEqualTypeOf<Camelized<User>>()
  expectTypeOf(camelize({} as { a_b: { c_d: string }[] })).toEqualTypeOf<{ aB: { cD: string }[] }>()
  expectTypeOf(camelize('first_name' as const)).toEqualTypeOf<'first_name'>()
  expectTypeOf(camelize(undefined)).toEqualTypeOf<undefined>()
})
