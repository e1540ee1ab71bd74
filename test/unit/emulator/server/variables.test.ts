import { expect, test } from 'vitest'
import { variableLines, variablesFor } from '#emulator/server/variables.ts'

const scripts = {
  JS: 'http://localhost:4010/npm/@clerk/clerk-js/dist/clerk.browser.js',
  UI: 'http://localhost:4010/npm/@clerk/ui/dist/ui.browser.js',
}
const env = {
  CLERK_API_URL: 'http://localhost:4010',
  CLERK_SECRET_KEY: 'sk_test_emulator',
  CLERK_PUBLISHABLE_KEY: 'pk_test_emulator',
  CLERK_JWT_KEY: 'key',
  CLERK_PROXY_URL: 'http://localhost:4010',
  CLERK_SIGN_IN_URL: 'http://localhost:4010/sign-in',
  CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_dGVzdA==',
}

test.each([undefined, 'workers'] as const)('default: names have no prefix for %s', (framework) => {
  expect(variablesFor(framework, env)).toEqual(env)
})

test.each([
  // `@clerk/nextjs` does not read the JWT key.
  ['next', 'NEXT_PUBLIC_', {}],
  ['astro', 'PUBLIC_', { CLERK_JWT_KEY: 'key' }],
] as const)('args: %s gets the variables that its package reads', (framework, prefix, more) => {
  expect(variablesFor(framework, env)).toEqual({
    CLERK_API_URL: 'http://localhost:4010',
    CLERK_SECRET_KEY: 'sk_test_emulator',
    [`${prefix}CLERK_PUBLISHABLE_KEY`]: 'pk_test_emulator',
    [`${prefix}CLERK_PROXY_URL`]: 'http://localhost:4010',
    [`${prefix}CLERK_SIGN_IN_URL`]: 'http://localhost:4010/sign-in',
    [`${prefix}CLERK_JS_URL`]: scripts.JS,
    [`${prefix}CLERK_UI_URL`]: scripts.UI,
    [`${prefix}CLERK_TELEMETRY_DISABLED`]: '1',
    CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_dGVzdA==',
    ...more,
  })
})

test('args: vite gets the variables that its browsers and its servers read', () => {
  expect(variablesFor('vite', env)).toEqual({
    ...env,
    CLERK_JS_URL: scripts.JS,
    CLERK_UI_URL: scripts.UI,
    CLERK_TELEMETRY_DISABLED: '1',
    VITE_CLERK_PUBLISHABLE_KEY: 'pk_test_emulator',
    VITE_CLERK_PROXY_URL: 'http://localhost:4010',
    VITE_CLERK_SIGN_IN_URL: 'http://localhost:4010/sign-in',
    VITE_CLERK_JS_URL: scripts.JS,
    VITE_CLERK_UI_URL: scripts.UI,
    VITE_CLERK_TELEMETRY_DISABLED: '1',
  })
})

test.each(['next', 'vite', 'astro'] as const)(
  'behavior: %s exposes no secret to browsers',
  (framework) => {
    const handed = Object.keys(variablesFor(framework, env)).filter((name) =>
      /PUBLIC|VITE/.test(name),
    )
    expect(handed.filter((name) => /SECRET|JWT/.test(name))).toEqual([])
  },
)

test('behavior: each variable is one line, with the line breaks of a key escaped', () => {
  expect(variableLines({ A: 'one\ntwo\n', B: 'three' })).toBe('A="one\\ntwo"\nB="three"\n')
})
