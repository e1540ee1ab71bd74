import type * as clerklet from 'clerklet'
import type {
  BlocklistIdentifier,
  Context,
  DrainArgs,
  DrainOptions,
  ItemOf,
  ListOperation,
  ListOrganizationMembershipsParams,
  M2mToken,
  Organization,
  PaginateArgs,
  PaginateOptions,
  User,
} from 'clerklet'
import { describe, expectTypeOf, test } from 'vitest'

/** The operations whose names begin with `list`. */
type Lists = Pick<typeof clerklet, Extract<keyof typeof clerklet, `list${string}`>>
type Items = { [Name in keyof Lists]: ItemOf<Lists[Name]> }

describe('every list operation', () => {
  test('behavior: paginate accepts it', () => {
    expectTypeOf<Lists[keyof Lists]>().toExtend<ListOperation>()
    expectTypeOf<keyof Lists>().not.toBeNever()
  })

  test('behavior: its items are objects of a known type', () => {
    type Unknown = {
      [Name in keyof Items]: [Items[Name]] extends [never]
        ? Name
        : unknown extends Items[Name]
          ? Name
          : Items[Name] extends object
            ? never
            : Name
    }[keyof Items]

    expectTypeOf<Unknown>().toBeNever()
    expectTypeOf<Items['listUsers']>().toEqualTypeOf<User>()
    expectTypeOf<Items['listOrganizations']>().toEqualTypeOf<Organization>()
    expectTypeOf<Items['listM2mTokens']>().toEqualTypeOf<M2mToken>()
    expectTypeOf<Items['listBlocklistIdentifiers']>().toEqualTypeOf<BlocklistIdentifier>()
  })

  test('behavior: the options of paginate follow the arguments of the operation', () => {
    type Without = {
      [Name in keyof Lists]: PaginateArgs<Lists[Name]> extends [...infer _, last?: infer Last]
        ? PaginateOptions extends Last
          ? never
          : Name
        : Name
    }[keyof Lists]

    expectTypeOf<Without>().toBeNever()
    expectTypeOf<PaginateArgs<Lists['listDomains']>>().toEqualTypeOf<
      [options?: PaginateOptions | undefined]
    >()
    expectTypeOf<Parameters<Lists['listUsers']>[0]>().toEqualTypeOf<Context>()
  })

  test('behavior: drain takes the same options, except prefetch', () => {
    expectTypeOf<DrainArgs<Lists['listOrganizationMemberships']>>().toEqualTypeOf<
      [
        organizationId: string,
        params?: ListOrganizationMembershipsParams | undefined,
        options?: DrainOptions | undefined,
      ]
    >()
    expectTypeOf<DrainArgs<Lists['listDomains']>>().toEqualTypeOf<
      [options?: DrainOptions | undefined]
    >()
    expectTypeOf<keyof DrainOptions>().toEqualTypeOf<Exclude<keyof PaginateOptions, 'prefetch'>>()
    expectTypeOf<ReturnType<typeof clerklet.drain<Lists['listUsers']>>>().toEqualTypeOf<
      AsyncGenerator<User, void, undefined>
    >()
  })
})
