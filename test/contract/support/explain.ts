import type { Deviation } from '../deviations.ts'

/** Finds the differences that no deviation explains. */
export interface Explainer {
  /** Returns the differences that no deviation explains. */
  unexplained(found: Set<string>): string[]
  /** Returns the patterns that no difference has matched so far. */
  unused(): string[]
}

export function explainer(deviations: Deviation[]): Explainer {
  const patterns = deviations.flatMap(({ differences }) => differences)
  const used = new Set<string>()
  return {
    unexplained: (found) =>
      [...found].filter((line) => {
        const explaining = patterns.filter((pattern) => matches(pattern, line))
        for (const pattern of explaining) used.add(pattern)
        return !explaining.length
      }),
    unused: () => patterns.filter((pattern) => !used.has(pattern)),
  }
}

function matches(pattern: string, line: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.()[\]{}]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(line)
}
