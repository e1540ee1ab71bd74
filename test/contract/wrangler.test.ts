import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))
const configurations = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('wrangler.jsonc') && !path.includes('node_modules'),
)

test('behavior: examples have configurations of Wrangler', () => {
  expect(configurations.length).toBeGreaterThan(5)
})

// Without `minify`, Wrangler uploads code that is not minified, which is about twice as large.
test.each(configurations)('behavior: Wrangler minifies %s', (path) => {
  const { config, error } = ts.parseConfigFileTextToJson(
    path,
    readFileSync(examples + path, 'utf8'),
  )
  expect(error).toBeUndefined()
  expect(config).toMatchObject({ minify: true })
})
