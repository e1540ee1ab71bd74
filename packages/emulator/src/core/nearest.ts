/**
 * Returns a question that suggests a similar known name; an empty text when no name is similar. The question ends a message
 * about an unknown name.
 */
export function didYouMean(name: string, known: readonly string[]): string {
  const found = nearest(name, known)
  return found === undefined ? '' : ` Did you mean ${found}?`
}

/** Returns the known name that differs least from `name`, apart from case, `_` and `-`. Undefined when no name is similar. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const given = plain(name)
  // One mistake is allowed for every three characters of the name, and at most three.
  let least = Math.min(3, Math.floor(given.length / 3)) + 1
  let found: string | undefined
  for (const one of known) {
    // The number of mistakes is at least the difference in length, which is too large here.
    if (Math.abs(given.length - plain(one).length) >= least) continue
    const mistakes = mistakesBetween(given, plain(one))
    if (mistakes < least) [least, found] = [mistakes, one]
  }
  return found
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '')
}

/**
 * Returns the number of characters that are missing, added, wrong or swapped with their neighbour: the optimal string
 * alignment distance.
 */
function mistakesBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const at = (from: number[], index: number) => from[index] ?? 0
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1
      const isExchange = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + wrong,
        isExchange ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
