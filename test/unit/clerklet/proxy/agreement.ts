import { choices, seeded } from '../../../fixtures/random.ts'

/** `AGREEMENT_SEED=7 AGREEMENT_REQUESTS=20000` repeats a run, or makes a longer one. */
export const seed = Number(process.env.AGREEMENT_SEED ?? Math.floor(Math.random() * 1e9))
const rounds = Number(process.env.AGREEMENT_REQUESTS ?? 1_000)
let random = seeded(seed)
export const { maybe, pick, mostly } = choices(() => random())

/**
 * Cases that are the same in every run, so that what a test wants to have seen is seen whatever the
 * seed, and then as many that are new.
 */
export function* generated<Case>(make: () => Case): Generator<Case> {
  for (const source of [seeded(0), seeded(seed)]) {
    random = source
    for (let count = 0; count < rounds; count++) yield make()
  }
}

/** One for each kind of instance. */
export const HOSTS = [
  'clerk.example.com',
  'happy-otter-12.clerk.accounts.dev',
  'happy-otter-12.clerk.accountsstage.dev',
  'happy-otter-12.lclclerk.com',
  'clerk.happy.otter-12.lcl.dev',
  'clerk.stage.lclstage.dev',
]

/** What one of the two makes of a case, part by part. */
export type Told = Record<string, unknown>

/** What the two do differently on purpose: why, which parts, and when. */
export type Deliberate<Case> = [
  why: string,
  parts: RegExp,
  applies: (given: Case, ours: Told) => boolean,
][]

const used = new Set<string>()

/** The parts that differ without a reason, each with the case that it came from. */
export function unexplained<Case>(
  deliberate: Deliberate<Case>,
  given: Case,
  theirs: Told,
  ours: Told,
): object[] {
  const isDeliberate = (part: string) => {
    const reasons = deliberate.filter(
      ([, parts, applies]) => parts.test(part) && applies(given, ours),
    )
    for (const [why] of reasons) used.add(why)
    return reasons.length > 0
  }
  return [...new Set([...Object.keys(theirs), ...Object.keys(ours)])]
    .filter((part) => JSON.stringify(theirs[part]) !== JSON.stringify(ours[part]))
    .filter((part) => !isDeliberate(part))
    .map((part) => ({ given, part, theirs: theirs[part], ours: ours[part] }))
}

/** The reasons that explained nothing. */
export function unused<Case>(deliberate: Deliberate<Case>): string[] {
  return deliberate.map(([why]) => why).filter((why) => !used.has(why))
}
