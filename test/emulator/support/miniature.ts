import type { Texts } from '#fixtures/imports.ts'

/** The declarations that every case can use. */
const DECLARED = `
import { changeSettings, take } from '../core/settings.ts'
import type { Plan } from '../billing/store.ts'
import type { Domain, EmailAddress, User, Role } from '../identity/store.ts'
import type { State } from '../state.ts'
declare const state: State
declare const user: User
declare const address: EmailAddress
declare const role: Role
declare const domain: Domain
declare const plan: Plan
declare const name: 'users' | 'roles'
declare const anyName: string
`

const COLLECTION = `
export declare class Collection<T> {
  [Symbol.iterator](): Iterator<T>
  get(id: string): T | undefined
  where(field: keyof T, value: unknown): T[]
  add(item: T): T
  set<F extends keyof T>(item: T, field: F, value: T[F]): void
  delete(id: string): void
  clear(): void
}`

const SETTINGS = `
export interface Settings { mode: string; lockout: { attempts: number } }
export function take(into: object, changes: object): void { Object.assign(into, changes) }
export function changeSettings(settings: Settings, changes: Partial<Settings>): void {
  Object.assign(settings, changes)
}`

const CORE = `
import type { Settings } from './settings.ts'
export interface CoreData { settings: Settings; sequence: { ids: number }; events: string[] }`

const IDENTITY = `
import type { Collection } from '../core/collection.ts'
export interface EmailAddress { email: string; verification: { status: string } | null }
export interface User {
  username: string | null
  banned: boolean
  email_addresses: EmailAddress[]
  public_metadata: Record<string, unknown>
}
export interface Role { permission_ids: string[] }
interface FullDomain { name: string; secret: string }
export type Domain = Omit<FullDomain, 'secret'>
export interface IdentityData {
  users: Collection<User>
  roles: Collection<Role>
  domains: Collection<Domain>
  backupCodes: Map<string, string[]>
}`

const BILLING = `
import type { Collection } from '../core/collection.ts'
export interface Plan { seats: { amount: number } | null }
export interface BillingData { plans: Collection<Plan> }`

const STATE = `
import type { BillingData } from './billing/store.ts'
import type { CoreData } from './core/store.ts'
import type { IdentityData } from './identity/store.ts'
export interface State extends CoreData, IdentityData, BillingData { silent: boolean }`

/** Returns the files of a small emulator, with a file `sessions/<number>.ts` for each case. */
export function createMiniature(cases: string[]): Texts {
  return new Map([
    ['core/collection.ts', COLLECTION],
    ['core/settings.ts', SETTINGS],
    ['core/store.ts', CORE],
    ['identity/store.ts', IDENTITY],
    ['billing/store.ts', BILLING],
    ['state.ts', STATE],
    ...cases.map((text, index) => [`sessions/${index}.ts`, DECLARED + text] as const),
  ])
}
