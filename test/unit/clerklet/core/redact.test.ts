import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { harmless, redact, redactJson } from '#clerklet/core/redact.ts'
import { findSecret } from '#fixtures/transport.ts'

const KEY = 'sk_test_fixturefixture'
const ODD_KEY = 'sk test/"ü\\1'

describe('redact', () => {
  test.each([
    [`key ${KEY} and ${KEY}${KEY}`, 'key [redacted] and [redacted][redacted]'],
    [`Bearer ${KEY}`, 'Bearer [redacted]'],
    ['authorization: bearer abc.123-x', 'authorization: [redacted]'],
    ['another key, sk_live_other', 'another key, [redacted]'],
    ['nothing to hide', 'nothing to hide'],
    ['the Bearer token is invalid', 'the Bearer token is invalid'],
    ['Bearer realm="clerk", error="e1"', 'Bearer realm="clerk", error="e1"'],
  ])('default: %s', (text, clean) => {
    expect(redact(text, [KEY])).toBe(clean)
  })

  test('behavior: a percent-encoded or JSON-escaped key is redacted', () => {
    expect(redact(`?key=${encodeURIComponent(ODD_KEY)}`, [ODD_KEY])).toBe('?key=[redacted]')
    expect(redact(JSON.stringify({ ODD_KEY }), [ODD_KEY])).toBe('{"ODD_KEY":"[redacted]"}')
  })

  test.each(['sk_test_abc', 'sk_test_abcd', 'sk_test_abcde'])('behavior: %s in base64', (key) => {
    expect(redact(`Basic ${btoa(key)}`, [key])).toBe('Basic [redacted]')
    expect(redact(`Basic ${btoa(`${key}:`)}`, [key])).toBe('Basic [redacted]')
    expect(redact(btoa(`${key}:password`), [key])).not.toContain(btoa(key).slice(0, 12))
  })

  test('behavior: a key in lower case is redacted, including characters that are not letters', () => {
    expect(redact('is sk_test_ab+cd/ef= here', ['sk_test_Ab+Cd/eF='])).toBe('is [redacted] here')
  })

  test.each([[[]], [['']], [[undefined, null]], [[7, {}]]])(
    'behavior: %j is not a secret',
    (secrets) => {
      expect(redact('a text of 7', secrets)).toBe('a text of 7')
    },
  )

  test('behavior: a key with half a surrogate pair is redacted', () => {
    expect(redact('a \ud800b', ['\ud800b'])).toBe('a [redacted]')
  })

  test.each([
    ['keys', KEY],
    ['halves of keys', KEY.slice(0, -1)],
    ['Bearer without a token', 'Bearer '],
    ['Bearer with blanks', `Bearer${' '.repeat(1000)}`],
    ['Bearer with letters', `Bearer ${'a'.repeat(1000)}`],
    ['letters after Bearer', 'Bearer a'],
    ['sk', 'sk_test_'],
    ['blanks', ' '],
  ])('behavior: a megabyte of %s takes no longer than reading it', (_, unit) => {
    const text = unit.repeat(1_000_000 / unit.length)
    const started = performance.now()
    redact(text, [KEY, ODD_KEY])
    redactJson({ text }, [KEY, ODD_KEY])
    harmless(new Error(text), [KEY, ODD_KEY])
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('redactJson', () => {
  test('default', () => {
    const value = { [KEY]: [1, null, { deep: `is ${KEY}` }], other: true }

    expect(redactJson(value, [KEY])).toEqual({
      '[redacted]': [1, null, { deep: 'is [redacted]' }],
      other: true,
    })
  })

  test('behavior: a value without secrets is returned unchanged', () => {
    const value = { a: [1, '__proto__'] }

    expect(redactJson(value, [KEY])).toBe(value)
  })

  test('behavior: a text and undefined are accepted', () => {
    expect(redactJson(`<p>${KEY}`, [KEY])).toBe('<p>[redacted]')
    expect(redactJson(undefined, [KEY])).toBeUndefined()
  })

  test('behavior: a secret that is part of the JSON syntax', () => {
    expect(redactJson({ a: 1, b: true }, ['1'])).toBe('{"a":[redacted],"b":true}')
  })

  test('behavior: nested deeper than it can be written', () => {
    expect(redactJson(JSON.parse('['.repeat(1e5) + ']'.repeat(1e5)), [KEY])).toBe('[redacted]')
  })

  test('behavior: no JSON shows the key', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ depthSize: 'medium' }),
        fc.constantFrom(KEY, ODD_KEY),
        (json, key) => {
          const holding = { json, list: [json, `x${key}y`, { [key]: json }] }
          expect(findSecret(redactJson(holding, [key]), key)).toEqual([])
        },
      ),
    )
  })
})

describe('harmless', () => {
  test('default', () => {
    const thrown = Object.assign(
      new Error(`refused ${KEY}`, { cause: new Error(`by ${ODD_KEY}`) }),
      {
        code: 'ECONNREFUSED',
        request: KEY,
      },
    )

    const copy = harmless(thrown, [KEY, ODD_KEY])

    expect(copy).toMatchObject({
      message: 'refused [redacted]',
      code: 'ECONNREFUSED',
      cause: { message: 'by [redacted]' },
    })
    expect(findSecret(copy, KEY)).toEqual([])
  })

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['gone', 'gone'],
    [Symbol('gone'), 'Symbol(gone)'],
    [{ message: 'gone' }, 'gone'],
    [{ toString: 0, valueOf: 0 }, 'an error that cannot be read'],
    [Object.create(null), 'an error that cannot be read'],
  ])('behavior: %s was thrown', (thrown, message) => {
    expect(harmless(thrown, []).message).toBe(message)
  })

  test('behavior: it never throws', () => {
    const hostile = new Proxy(
      {},
      {
        get() {
          throw new Error('no')
        },
      },
    )
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.constant(hostile)), (thrown) => {
        expect(harmless(thrown, [KEY])).toBeInstanceOf(Error)
        expect(harmless({ message: thrown, cause: thrown, code: thrown }, [KEY])).toBeInstanceOf(
          Error,
        )
      }),
    )
  })
})
