import type { State } from '../state.ts'
import type { FactorTimes, Session } from './store.ts'

/** The minutes since the first and the second factor of a session were verified; -1 without a verified second factor. */
export function factorAges(state: State, session: Session): [number, number] {
  const { first, second } = timesOf(state, session)
  const now = state.clock.now()
  const age = (time: number) => Math.floor((now - time) / 60_000)
  return [age(first), second === null ? -1 : age(second)]
}

/** Records that factors of a session are verified now. */
export function noteFactors(state: State, session: Session, factors: (keyof FactorTimes)[]): void {
  const now = state.clock.now()
  const times = { ...timesOf(state, session) }
  for (const factor of factors) times[factor] = now
  state.factorTimes.set(session.id, times)
}

function timesOf({ factorTimes }: State, { id, created_at }: Session): FactorTimes {
  return factorTimes.get(id) ?? { first: created_at, second: null }
}
