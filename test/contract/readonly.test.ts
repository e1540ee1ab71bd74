import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

const PACKAGES = new URL('../../packages/', import.meta.url)

/** Lists the mutable arrays in the types that a module declares, as text. Parameters and results of functions are left out. */
function mutableArrays(text: string): string[] {
  const source = ts.createSourceFile('module.ts', text, ts.ScriptTarget.ES2022, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) || ts.isFunctionTypeNode(node)) return
    const isReadonly = ts.isTypeOperatorNode(node.parent)
    if (ts.isArrayTypeNode(node) && !isReadonly) found.push(node.getText())
    ts.forEachChild(node, visit)
  }
  source.statements
    .filter((one) => ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one))
    .forEach(visit)
  return found
}

function mutableIn(folder: string, isTaken: (file: string) => boolean): string[] {
  const files = readdirSync(new URL(folder, PACKAGES), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts') && isTaken(file))
    .flatMap((file) => {
      const text = readFileSync(new URL(`${folder}/${file}`, PACKAGES), 'utf8')
      return mutableArrays(text).map((array) => `${file}: ${array}`)
    })
}

test('behavior: the params of every operation take readonly arrays', { timeout: 60_000 }, () => {
  expect(mutableIn('clerklet/src/operations', () => true)).toEqual([])
})

test('behavior: the options of clerklet/verify take readonly arrays', { timeout: 60_000 }, () => {
  expect(mutableIn('clerklet/src/verify', (file) => file === 'options.ts')).toEqual([])
})

test('behavior: the options and seeds of the emulator take readonly arrays', {
  timeout: 60_000,
}, () => {
  const isTaken = (file: string) => file === 'options.ts' || /(^|\/)seed\.ts$/.test(file)
  expect(mutableIn('emulator/src', isTaken)).toEqual([])
})

test('error: a mutable array is found', () => {
  expect(mutableArrays('interface A { a: readonly string[]; b?: { c: number[] }[] }')).toEqual([
    '{ c: number[] }[]',
    'number[]',
  ])
})
