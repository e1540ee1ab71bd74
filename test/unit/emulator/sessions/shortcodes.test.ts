import { expect, test } from 'vitest'
import { render } from '#emulator/sessions/shortcodes.ts'

const context = {
  user: { name: 'Ada', age: 36, none: null, no: false, zero: 0, list: [1], empty: '' },
}
const value = (text: string) => render({ claim: text }, context).claim

test('default: a lone shortcode is replaced by the value itself', () => {
  expect(value('{{user.name}}')).toBe('Ada')
  expect(value(' {{ user.age }} ')).toBe(36)
  expect(value('{{user.list}}')).toEqual([1])
  expect(value('{{user.none}}')).toBeNull()
  expect(value('no shortcode')).toBe('no shortcode')
})

test('behavior: a shortcode in other text is replaced by the value as text', () => {
  expect(value('{{user.name}} is {{user.age}}')).toBe('Ada is 36')
  expect(value('{{user.none}}!{{user.list}}')).toBe('null![1]')
})

test('behavior: alternatives result in the first value that is neither null nor false, or the last', () => {
  expect(value("{{user.none || user.no || 'x'}}")).toBe('x')
  expect(value('{{user.none || 1.5}}')).toBe(1.5)
  expect(value('{{user.none || true}}')).toBe(true)
  expect(value('{{user.zero || 1}}')).toBe(0)
  expect(value("{{user.empty || 'x'}}")).toBe('')
  expect(value('{{user.none || user.no}}')).toBe(false)
  expect(value("{{user.none||'a || b'}} {{user.name||'c'}}")).toBe('a || b Ada')
})

test('behavior: shortcodes in lists and objects are replaced', () => {
  expect(render({ a: ['{{user.name}}', { b: '{{user.age}}' }], c: 1, d: null }, context)).toEqual({
    a: ['Ada', { b: 36 }],
    c: 1,
    d: null,
  })
})

test('behavior: an unknown value is null', () => {
  for (const text of ['{{x}}', '{{user.name.first}}', '{{user.toString}}', '{{}}']) {
    expect(value(text)).toBeNull()
  }
})
