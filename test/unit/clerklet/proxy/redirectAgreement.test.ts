import { createRedirect as theirRedirect } from '@clerk/backend/internal'
import { createRedirect } from 'clerklet/proxy'
import { expect, test } from 'vitest'
import {
  type Deliberate,
  fixedCases,
  HOSTS,
  maybe,
  mostly,
  newCases,
  pick,
  seed,
  type Told,
  unexplained,
  unused,
} from '#fixtures/agreement.ts'

interface Redirected {
  publishableKey: string
  baseUrl: string
  signInUrl: string | undefined
  signUpUrl: string | undefined
  returnBackUrl: string | null | undefined
  devBrowserToken: string | undefined
  sessionStatus: string | undefined
  isSatellite: boolean | undefined
}

function redirected(): Redirected {
  const page = (name: string) =>
    pick(
      undefined,
      undefined,
      `/${name}`,
      name,
      `/${name}?x=1`,
      `https://a.com/${name}`,
      `https://a.com/${name}/`,
      'https://a.com',
      `http://app.com/${name}`,
    )
  const kind = pick('live', 'test')
  return {
    publishableKey: mostly(`pk_${kind}_${btoa(`${pick(...HOSTS)}$`)}`, '', 'pk_test_x'),
    baseUrl: maybe(0.15)
      ? ''
      : pick('https://app.com/page?a=1', 'http://localhost:3000', 'http://app.com:8080/x'),
    signInUrl: page('in'),
    signUpUrl: page('up'),
    returnBackUrl: mostly(
      pick(
        'https://app.com/page?a=1',
        '/back?a=b+c&d',
        'back',
        'https://b.com/?__clerk_synced=true',
      ),
      null,
      undefined,
      'https://[',
    ),
    devBrowserToken: maybe(0.5) ? 'dvb_1' : undefined,
    sessionStatus: pick(undefined, 'active', 'pending'),
    isSatellite: pick(undefined, true, false),
  }
}

function told({ returnBackUrl, ...options }: Redirected, create: typeof createRedirect): Told {
  const { redirectToSignIn, redirectToSignUp } = create({
    ...options,
    redirectAdapter: (url: string) => url,
  })
  const outcome = (redirect: typeof redirectToSignIn) => {
    try {
      return redirect(returnBackUrl === undefined ? undefined : { returnBackUrl })
    } catch {
      return 'throws'
    }
  }
  return { in: outcome(redirectToSignIn), up: outcome(redirectToSignUp) }
}

const endsInSlash = (url = '') => URL.canParse(url) && new URL(url).pathname.endsWith('/')

const DELIBERATE: Deliberate<Redirected> = [
  [
    'a path and its appended part are joined by one slash, not two',
    /^(in|up)$/,
    ({ signInUrl, signUpUrl }) => endsInSlash(signInUrl) || endsInSlash(signUpUrl),
  ],
  [
    'tasks are appended to the path, and not to the query',
    /^(in|up)$/,
    ({ signInUrl, signUpUrl, sessionStatus }) =>
      sessionStatus === 'pending' && /\?/.test(`${signInUrl}${signUpUrl}`),
  ],
  [
    'without a base, the URL to sign up is made of the one to sign in',
    /^up$/,
    ({ baseUrl, signUpUrl }, { up }) => !baseUrl && !signUpUrl && up !== 'throws',
  ],
]

test(`the official helpers redirect to the same place (AGREEMENT_SEED=${seed})`, () => {
  const found: object[] = []
  const seen = { throws: 0, dev: 0, synced: 0, tasks: 0 }
  const compare = (one: Redirected) => {
    const ours = told(one, createRedirect)
    const theirs = told(one, theirRedirect as unknown as typeof createRedirect)
    for (const url of Object.values(ours).map(String)) {
      seen.throws += Number(url === 'throws')
      seen.dev += Number(url.includes('__clerk_db_jwt'))
      seen.synced += Number(url.includes('__clerk_synced%3Dfalse'))
      seen.tasks += Number(url.includes('/tasks'))
    }
    found.push(...unexplained(DELIBERATE, one, theirs, ours))
  }
  for (const one of fixedCases(redirected)) compare(one)
  expect(found).toEqual([])
  expect(unused(DELIBERATE)).toEqual([])
  // Each of the counted outcomes occurred more than 20 times.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20)

  for (const one of newCases(redirected)) compare(one)
  expect(found).toEqual([])
})
