import { readdirSync, readFileSync } from 'node:fs'

const OPERATIONS = new URL('../../../packages/clerklet/src/operations/', import.meta.url)

/** An error code in the doc comment of an operation. */
export interface DocumentedCode {
  operation: string
  /** Ends with `*` when the comment only has a prefix, such as `form_…`. */
  code: string
  /** Whether the `@throws` of the error code links to a source. */
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

/** Returns the codes in the doc comments of a module. Ignores names after words such as `when`, and after `;`. */
export function codesIn(source: string): Omit<DocumentedCode, 'operation'>[] {
  const blocks = source.matchAll(/@throws \{ClerkApiError\}([\s\S]*?)(?=\n \* @|\n \*\/)/g)
  return [...blocks].flatMap(([, block = '']) => {
    const text = block.replace(/\s*\n \* */g, ' ')
    const hasSource = text.includes('{@link http')
    const clauses = text
      .split(', ')
      .map((clause) => clause.split(/;|(?:^| )(?:when|for|once|unless) /)[0] ?? '')
    return clauses.flatMap((clause) =>
      [...clause.matchAll(/`([a-z]+_[a-z_]*…?)`/g)].map(([, code = '']) => ({
        code: code.replace('…', '*'),
        hasSource,
      })),
    )
  })
}

/** Whether two codes are equal, or one matches the other. A code that ends with `*` matches every code with this prefix. */
export function isCode(code: string, pattern: string): boolean {
  const beginning = (text: string) => text.replace(/\*$/, '')
  if (pattern.endsWith('*') && code.startsWith(beginning(pattern))) return true
  return code.endsWith('*') ? pattern.startsWith(beginning(code)) : code === pattern
}
