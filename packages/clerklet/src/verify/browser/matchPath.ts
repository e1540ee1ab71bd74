import type { Part, Repeated, Run } from './pathPattern.ts'

/** The positions in a path at which a part of a pattern matches. */
interface Match {
  /** By position in the path: 1 when the part and the rest of the pattern match from there. */
  starts: Uint8Array
  /** Returns the position at which the part ends when it starts at `start`. Stores the parameters that the part contains. */
  end(start: number): number
}

/**
 * Returns the parameters of a path; `undefined` when the pattern does not match it.
 *
 * Takes linear time, since it never backtracks. A first pass, from the last part to the first, finds the positions from which
 * each part and the rest of the pattern match. A second pass follows the parts in their order, and chooses between several
 * matches like a regular expression.
 */
export function matchPath(
  parts: readonly Part[],
  path: string,
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {}
  const text = path.toLowerCase()

  const matchOf = (part: Part, rest: Uint8Array): Match => {
    if (part.kind === 'text') return matchText(part.text, text, rest)
    if (part.kind === 'run') return matchRun(part, text, rest)
    if (part.kind === 'repeated') return matchRepeated(part, text, rest)
    if (part.kind === 'capture') {
      const content = matchAll(part.parts, rest)
      const end = (start: number) => {
        const found = content.end(start)
        parameters[part.name] = path.slice(start, found)
        return found
      }
      return { starts: content.starts, end }
    }
    return firstOf(part.branches.map((branch) => matchAll(branch, rest)))
  }
  const matchAll = (sequence: readonly Part[], rest: Uint8Array): Match => {
    let starts = rest
    const matches = sequence.toReversed().map((part) => {
      const match = matchOf(part, starts)
      starts = match.starts
      return match
    })
    const end = (start: number) => matches.reduceRight((at, match) => match.end(at), start)
    return { starts, end }
  }

  const nothingLeft = new Uint8Array(text.length + 1)
  nothingLeft[text.length] = 1
  // The pattern may also end before a single delimiter at the end of the path.
  if (/[/#?]$/.test(text)) nothingLeft[text.length - 1] = 1
  const { starts, end } = matchAll(parts, nothingLeft)
  if (!starts[0]) return undefined
  end(0)
  return parameters
}

/** Combines alternatives: at each position, the first alternative that matches there is used. */
function firstOf(matches: readonly Match[]): Match {
  const starts = new Uint8Array(matches[0]?.starts.length ?? 0)
  for (const match of matches) {
    for (let at = 0; at < starts.length; at++) if (match.starts[at]) starts[at] = 1
  }
  const end = (start: number) => matches.find((match) => match.starts[start])?.end(start) ?? start
  return { starts, end }
}

function matchText(wanted: string, text: string, rest: Uint8Array): Match {
  const starts = new Uint8Array(rest.length)
  for (let at = 0; at + wanted.length <= text.length; at++) {
    if (rest[at + wanted.length] && text.startsWith(wanted, at)) starts[at] = 1
  }
  return { starts, end: (start) => start + wanted.length }
}

function matchRun(run: Run, text: string, rest: Uint8Array): Match {
  const { min, lazy } = run
  const max = Math.min(run.max, rest.length)
  const isIn = members(run, text)
  const starts = new Uint8Array(rest.length)
  // `furthest[at]` is the last position at which a run that starts at `at` can end. `nearest[at]` is the first position
  // from `at` on at which the rest of the pattern matches.
  const furthest = new Int32Array(rest.length)
  const nearest = new Int32Array(rest.length)
  let runEnd = text.length
  let restStart = rest.length
  for (let at = text.length; at >= 0; at--) {
    if (!isIn[at]) runEnd = at
    if (rest[at]) restStart = at
    furthest[at] = Math.min(runEnd, at + max)
    nearest[at] = restStart
    const first = at + min
    if (first <= text.length && (nearest[first] as number) <= (furthest[at] as number))
      starts[at] = 1
  }
  const end = (start: number) => {
    if (lazy) return nearest[start + min] as number
    let at = furthest[start] as number
    while (!rest[at]) at--
    return at
  }
  return { starts, end }
}

function matchRepeated({ run, between }: Repeated, text: string, rest: Uint8Array): Match {
  const isIn = members(run, text)
  const starts = new Uint8Array(rest.length)
  // `inside[at]` is 1 when the path matches from `at` on, if a run has begun before `at` and has its minimum of characters.
  const inside = new Uint8Array(rest.length)
  const again = (at: number) => starts[at + between.length] && text.startsWith(between, at)
  const further = (at: number) => isIn[at] && inside[at + 1]
  for (let at = text.length; at >= 0; at--) {
    inside[at] = rest[at] || again(at) || further(at) ? 1 : 0
    starts[at] = (run.min ? further(at) : inside[at]) ? 1 : 0
  }
  const end = (start: number) => {
    let at = start + run.min
    for (;;) {
      if (!run.lazy && further(at)) at++
      else if (again(at)) at += between.length + run.min
      else if (rest[at]) return at
      else at++
    }
  }
  return { starts, end }
}

/** Returns an array by position: 1 when the character there may be part of the run. */
function members({ allowed, without }: Run, text: string): Uint8Array {
  const found = new Uint8Array(text.length + 1)
  for (let at = 0; at < text.length; at++) found[at] = allowed[text.charCodeAt(at)] ?? 0
  for (let at = 0; without && at < text.length; at++)
    if (text.startsWith(without, at)) found[at] = 0
  return found
}
