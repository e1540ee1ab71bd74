import { describe, expect, test } from 'vitest'
import {
  type HasParams,
  type HasSubject,
  has,
  type SessionClaims,
  sessionProperties,
} from '#clerklet/verify/index.ts'

const base: SessionClaims = { sub: 'user_1', sid: 'sess_1', exp: 2 }
const v1 = sessionProperties({
  ...base,
  org_id: 'org_1',
  org_role: 'org:admin',
  org_permissions: ['org:f1:read', 'org:f2:manage'],
})
const v2 = (fea: string, o: object, over: object = {}) =>
  sessionProperties({ ...base, v: 2, fea, o: { id: 'org_1', rol: 'admin', ...o }, ...over })
const member: HasSubject = {
  userId: 'user_1',
  orgId: 'org_1',
  orgRole: 'org:admin',
  orgPermissions: ['org:f1:read'],
  factorVerificationAge: [0, 0],
  sessionClaims: { fea: 'o:reports', pla: 'o:business,u:pro' },
}
const wild = (params: unknown) => params as HasParams

/** Each row: the name of the test, the auth object, the conditions, and the result. */
const rows: [id: string, subject: unknown, params: unknown, expected: boolean][] = [
  ['E01 role', sessionProperties(base), { role: 'admin' }, false],
  ['E01 permission', sessionProperties(base), { permission: 'f1:read' }, false],
  ['E01 feature', sessionProperties(base), { feature: 'f1' }, false],
  ['E02 admin', v1, { role: 'admin' }, true],
  ['E02 org:admin', v1, { role: 'org:admin' }, true],
  ['E02 another role', v1, { role: 'member' }, false],
  ['E03 admin', { ...v1, orgRole: 'admin' }, { role: 'admin' }, true],
  ['E03 org:admin', { ...v1, orgRole: 'admin' }, { role: 'org:admin' }, true],
  ['E04 with prefix', v1, { permission: 'org:f1:read' }, true],
  ['E04 without', v1, { permission: 'f1:read' }, true],
  ['E04 partial', v1, { permission: 'org:f1' }, false],
  ...(['f1:read', 'f1:manage'] as const).map((permission): (typeof rows)[number] => [
    `E05 ${permission}`,
    v2('o:f1,o:f2', { per: 'read,manage', fpm: '3' }),
    { permission },
    true,
  ]),
  [
    'E05 second feature',
    v2('o:f1,o:f2', { per: 'read,manage', fpm: '3' }),
    { permission: 'f2:read' },
    false,
  ],
  ['E06 org:admin', v2('', { rol: 'org:admin' }), { role: 'org:admin' }, true],
  ['E06 admin', v2('', { rol: 'org:admin' }), { role: 'admin' }, true],
  ...(
    [
      ['reservations:manage', true],
      ['reservations:read', false],
      ['support-chat:read', true],
      ['support-chat:manage', true],
      ['dashboard:read', false],
      ['dashboard:manage', false],
      ['impersonation:read', false],
    ] as const
  ).map(([permission, expected]): (typeof rows)[number] => [
    `E07 ${permission}`,
    v2('o:reservations,u:dashboard,uo:support-chat,o:impersonation', {
      per: 'read,manage',
      fpm: '2,3',
    }),
    { permission },
    expected,
  ]),
  ...(
    [
      ['org:reservations', true],
      ['user:reservations', false],
      ['user:dashboard', true],
      ['org:dashboard', false],
      ['org:support-chat', true],
      ['user:support-chat', true],
    ] as const
  ).map(([feature, expected]): (typeof rows)[number] => [
    `E08 ${feature}`,
    v2('o:reservations,u:dashboard,uo:support-chat', {}),
    { feature },
    expected,
  ]),
  ['E09 org:business', member, { plan: 'org:business' }, true],
  ['E09 user:business', member, { plan: 'user:business' }, false],
  ['E09 user:pro', member, { plan: 'user:pro' }, true],
  ['E09 org:pro', member, { plan: 'org:pro' }, false],
  ['E10 feature', member, { feature: 'reports' }, true],
  ['E10 plan of the organization', member, { plan: 'business' }, true],
  ['E10 plan of the user', member, { plan: 'pro' }, true],
  ['E10 a plan is no feature', member, { feature: 'business' }, false],
  ['E11 o', member, { plan: 'o:business' }, true],
  ['E11 org', member, { plan: 'org:business' }, true],
  ['E11 organization', member, { plan: 'organization:business' }, true],
  ['E11 u', member, { plan: 'u:pro' }, true],
  ['E11 user', member, { plan: 'user:pro' }, true],
  ['E11 lol', member, { plan: 'lol:business' }, false],
  ['E12 role', { ...member, orgRole: 1 }, { role: 'admin' }, false],
  [
    'E12 permissions',
    { ...member, orgPermissions: 'org:f1:read' },
    { permission: 'f1:read' },
    false,
  ],
  [
    'E12 features',
    { ...member, sessionClaims: { fea: ['o:reports'] } },
    { feature: 'reports' },
    false,
  ],
  ['E12 plans', { ...member, sessionClaims: { pla: 3 } }, { plan: 'pro' }, false],
  [
    'E12 a claim without scopes',
    { ...member, sessionClaims: { pla: 'pro' } },
    { plan: 'pro' },
    false,
  ],
  ['E13', member, {}, false],
  ['E13 all undefined', member, { role: undefined }, false],
  [
    'E14',
    { ...member, orgId: undefined },
    { permission: 'f1:read', reverification: 'strict' },
    false,
  ],
  ['E15', { ...member, orgId: null }, { role: 'admin', reverification: 'strict' }, false],
  [
    'E16',
    { ...member, factorVerificationAge: null },
    { permission: 'f1:read', reverification: 'strict' },
    false,
  ],
  ['E17', { ...member, factorVerificationAge: ['0', '0'] }, { reverification: 'strict' }, false],
  ['E18', member, { permission: 'f1:read', reverification: 'stricter' }, false],
  ['E18 of the prototype', member, { reverification: 'constructor' }, false],
  ['E19 permission fails', member, { permission: 'f9:read', feature: 'reports' }, false],
  ['E19 both pass', member, { permission: 'f1:read', feature: 'reports' }, true],
  ['E20 permission fails', member, { role: 'admin', permission: 'f9:read' }, false],
  ['E20 role fails', member, { role: 'member', permission: 'f1:read' }, false],
  ['E21 both', member, { feature: 'reports', plan: 'business' }, true],
  ['E21 no such plan', member, { feature: 'reports', plan: 'gold' }, false],
  ['E22', { ...member, sessionClaims: { fea: '' } }, { feature: 'reports' }, false],
  ['E23', { ...member, factorVerificationAge: [-2, 0] }, { reverification: 'strict' }, false],
  ...['role', 'permission', 'feature', 'plan'].flatMap((name) =>
    [null, 7].map((value): (typeof rows)[number] => [
      `E24 ${name} ${value}`,
      member,
      { [name]: value },
      false,
    ]),
  ),
  ['E24 reverification null', member, { role: 'admin', reverification: null }, false],
  ['E25 no minutes', member, { reverification: { level: 'first_factor' } }, false],
  ['E25 zero', member, { reverification: { level: 'first_factor', afterMinutes: 0 } }, false],
  ['E25 negative', member, { reverification: { level: 'first_factor', afterMinutes: -1 } }, false],
  ['E25 no such level', member, { reverification: { level: 'third', afterMinutes: 9 } }, false],
  ['E26 role and feature', member, { role: 'admin', feature: 'reports' }, true],
  ['E26 role and no such feature', member, { role: 'admin', feature: 'x' }, false],
  ['E26 role and plan', member, { role: 'admin', plan: 'pro' }, true],
  ['E26 wrong role and plan', member, { role: 'x', plan: 'pro' }, false],
  [
    'E27',
    { ...member, sessionClaims: {} },
    { feature: 'reports', reverification: 'strict' },
    false,
  ],
  ['E28', member, { permission: 'f1:read', reverification: 'strict' }, true],
  ['E29 two questions', member, { role: 'admin', feature: 'reports' }, true],
  [
    'E29 three questions',
    member,
    { role: 'admin', feature: 'reports', reverification: 'strict' },
    true,
  ],
  [
    'E30',
    { ...member, factorVerificationAge: [0, -1] },
    { permission: 'f1:read', reverification: 'strict_mfa' },
    true,
  ],
  ['E31', { ...member, factorVerificationAge: [-1, -1] }, { reverification: 'strict' }, false],
  ['E32 admin', v1, { role: 'org:admin' }, true],
  ['E32 manager', { ...v1, orgRole: 'org:manager' }, { role: 'org:admin' }, false],
  ['E32 reader', { ...v1, orgRole: 'org:reader' }, { role: 'org:reader' }, true],
  ['nobody', { ...member, userId: null }, { role: 'admin' }, false],
]

describe('has', () => {
  test.each(rows)('%s', (_, subject, params, expected) => {
    expect(has(subject as HasSubject, wild(params))).toBe(expected)
  })

  test.each([
    [[9, 9], 'strict', true],
    [[10, 10], 'strict', false],
    [[100, 9], 'strict', true],
    [[5, 11], 'strict_mfa', false],
    [[1440, -1], 'lax', false],
    [[1439, -1], 'lax', true],
    [[59, 60], 'moderate', false],
    [[61, 59], 'moderate', true],
    [[-1, 5], 'strict_mfa', false],
    [[0, 0], 'strict_mfa', true],
    [[1, 1, 1], 'lax', false],
    [[Number.NaN, 1], 'lax', false],
  ])('behavior: ages %j are fresh enough for %s: %s', (ages, reverification, expected) => {
    const subject = { ...member, factorVerificationAge: ages } as HasSubject
    expect(has(subject, { reverification: reverification as 'strict' })).toBe(expected)
  })
})
