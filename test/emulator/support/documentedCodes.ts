import { readdirSync, readFileSync } from 'node:fs'

const OPERATIONS = new URL('../../../packages/clerklet/src/operations/', import.meta.url)

/** An error code of an operation, as its doc comment documents it. */
export interface DocumentedCode {
  operation: string
  /** Ends with `*` when the comment only has a prefix, such as `form_…`. */
  code: string
  /** Whether the comment links to the source of the code. */
  hasSource: boolean
}

/** Every code that is in a `@throws {ClerkApiError}` of an operation. */
export function documentedCodes(): DocumentedCode[] {
  const files = readdirSync(OPERATIONS, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('index.ts'))
    .flatMap((file) => {
      const operation = file.replace(/^.*\/|\.ts$/g, '')
      const source = readFileSync(new URL(file, OPERATIONS), 'utf8')
      return codesIn(source).map((found) => ({ operation, ...found }))
    })
}

/** The codes in the doc comments of a module. Names after `when` or `;` are parameters, not codes. */
export function codesIn(source: string): Omit<DocumentedCode, 'operation'>[] {
  const blocks = source.matchAll(/@throws \{ClerkApiError\}([\s\S]*?)(?=\n \* @|\n \*\/)/g)
  return [...blocks].flatMap(([, block = '']) => {
    const text = block.replace(/\s*\n \* */g, ' ')
    const hasSource = text.includes('{@link http')
    const clauses = text
      .split(', ')
      .map((clause) => clause.split(/;| (?:when|for|once|unless) /)[0] ?? '')
    return clauses.flatMap((clause) =>
      [...clause.matchAll(/`([a-z]+_[a-z_]*…?)`/g)].map(([, code = '']) => ({
        code: code.replace('…', '*'),
        hasSource,
      })),
    )
  })
}

/** Whether two codes are equal, or one starts with the prefix of the other. A pattern is a prefix that ends with `*`. */
export function isCode(code: string, pattern: string): boolean {
  const beginning = (text: string) => text.replace(/\*$/, '')
  if (pattern.endsWith('*') && code.startsWith(beginning(pattern))) return true
  return code.endsWith('*') ? pattern.startsWith(beginning(code)) : code === pattern
}
