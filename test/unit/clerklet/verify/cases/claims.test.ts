import { describe, expect, test } from 'vitest'
import { type SessionClaims, sessionProperties } from '#clerklet/verify/index.ts'
import { scopedSlugs } from '#clerklet/verify/token/scopedSlugs.ts'

const base: SessionClaims = { sub: 'user_1', sid: 'sess_1', exp: 2 }
const decode = (fea?: string, o?: object) => sessionProperties({ ...base, v: 2, fea, o })
const permissions = (fea: string, per: string, fpm: string) =>
  decode(fea, { id: 'org_1', per, fpm }).orgPermissions
const names = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`).join(',')

test('D01 format 2 without an organization gives the same as format 1 without one', () => {
  const { sessionClaims: _, ...properties } = decode('u:impersonation,u:memberships')
  expect(properties).toEqual({
    userId: 'user_1',
    sessionId: 'sess_1',
    sessionStatus: null,
    actor: undefined,
    factorVerificationAge: null,
    orgId: undefined,
    orgRole: undefined,
    orgSlug: undefined,
    orgPermissions: undefined,
  })
  expect(properties).toEqual({ ...sessionProperties(base), sessionClaims: undefined })
})

test('D02 formats 1 and 2 of one organization give the same properties', () => {
  const { sessionClaims: _, ...second } = decode('o:invoices,o:teams', {
    id: 'org_1',
    slg: 'acme',
    rol: 'admin',
    per: 'read,manage',
    fpm: '1,3',
  })
  const { sessionClaims: __, ...first } = sessionProperties({
    ...base,
    org_id: 'org_1',
    org_slug: 'acme',
    org_role: 'org:admin',
    org_permissions: ['org:invoices:read', 'org:teams:read', 'org:teams:manage'],
  })
  expect(second).toEqual(first)
})

describe('permissions', () => {
  test.each([
    [
      'D03',
      'o:impersonation,o:memberships',
      'read,manage',
      '1,3',
      'impersonation:read memberships:read memberships:manage',
    ],
    ['D04', 'o:a,o:b,o:c', 'read,manage', '1,3,0', 'a:read b:read b:manage'],
    ['D05', 'uo:a,uo:b,uo:c', 'read,manage', '1,3,1', 'a:read b:read b:manage c:read'],
    [
      'D08',
      'ou:memberships,u:impersonation',
      'read,manage',
      '3,0',
      'memberships:read memberships:manage',
    ],
    [
      'D09',
      'o:a,o:b,o:c,o:d,o:e',
      'manage,read',
      '3,3,3,3,1',
      'a:manage a:read b:manage b:read c:manage c:read d:manage d:read e:manage',
    ],
    [
      'D10',
      'o:a,o:b',
      'read,create,update,delete,revoke',
      '7,21',
      'a:read a:create a:update b:read b:update b:revoke',
    ],
    ['D11', 'o:a,o:b,o:c,o:d', 'read,manage', '1,2,3,0', 'a:read b:manage c:read c:manage'],
    [
      'D12',
      'o:repositories,uo:projects,u:gold',
      'read,create,update,delete,revoke',
      '7,21,0',
      'repositories:read repositories:create repositories:update projects:read projects:update projects:revoke',
    ],
    ['D13', 'o:a', names(54), '9007199254740993', 'a:p0 a:p53'],
    ['D14', 'o:a', names(54), '9007199254740995', 'a:p0 a:p1 a:p53'],
    ['D15', 'o:a', names(54), '18014398509481984', ''],
    ['D16', 'o:a,o:b,o:c', 'manage,read,update', '6,0,3', 'a:read a:update c:manage c:read'],
    ['D17', 'o:a,o:b,o:c,o:d', 'v,w,x,y,z', '1,3,7,21', 'a:v b:v b:w c:v c:w c:x d:v d:x d:z'],
    ['D18', 'o:a,o:b,o:c', 'read,manage', '1invalid,-1,1.5', ''],
    ['D18 (hexadecimal, signed, blank)', 'o:a,o:b,o:c', 'read,manage', '0x3,+3, ', ''],
    [
      'X10',
      'o:a,o:b,o:c',
      'read,write,manage',
      '7,3,1',
      'a:read a:write a:manage b:read b:write c:read',
    ],
    ['Y05', 'o:admin,o:reports', 'view,edit', '1,2', 'admin:view reports:edit'],
  ])('%s', (_, fea, per, fpm, expected) => {
    expect(permissions(fea, per, fpm)).toEqual(
      expected
        .split(' ')
        .filter(Boolean)
        .map((one) => `org:${one}`),
    )
  })

  test('D06 an organization without `per` and `fpm` has an empty list of permissions', () => {
    expect(decode('o:a', { id: 'org_1' }).orgPermissions).toEqual([])
    expect(decode('o:a', { id: 'org_1', per: 'read' }).orgPermissions).toEqual([])
    expect(decode('o:a', { id: 'org_1', fpm: '1' }).orgPermissions).toEqual([])
  })

  test('Y04 format 2 without an organization has no permissions', () => {
    expect(decode('o:a').orgPermissions).toBeUndefined()
  })
})

test('D07 a role in format 2 gets the prefix `org:`', () => {
  expect(decode('', { id: 'org_1', rol: 'admin' }).orgRole).toBe('org:admin')
  expect(decode('', { id: 'org_1' }).orgRole).toBeUndefined()
})

test('Y03 the organization claims of format 1 are copied', () => {
  expect(
    sessionProperties({ ...base, org_id: 'org_1', org_role: 'admin', org_permissions: ['a'] }),
  ).toMatchObject({ orgId: 'org_1', orgRole: 'admin', orgPermissions: ['a'] })
})

test('behavior: a v that is not the number 2 is format 1', () => {
  expect(sessionProperties({ ...base, v: '2' as never, o: { id: 'org_1' } }).orgId).toBeUndefined()
})

test('D19 an empty claim has no features', () => {
  expect(scopedSlugs('', 'o')).toEqual([])
})

test('D20 features are split into those of the organization and those of the user', () => {
  const claim = 'o:a,u:b,ou:c,uo:d, x:e'
  expect(scopedSlugs(claim, 'o')).toEqual(['a', 'c', 'd'])
  expect(scopedSlugs(claim, 'u')).toEqual(['b', 'c', 'd'])
})

// The official SDK throws for a malformed `fea` claim. In clerklet, a malformed claim grants nothing.
test('D21 an element without a colon invalidates the claim', () => {
  expect(scopedSlugs('o:a,b', 'o')).toEqual([])
  expect(permissions('o:a,b', 'read', '1,1')).toEqual([])
})
