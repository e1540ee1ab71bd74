import { ClerkConfigError } from 'clerklet'
import { describe, expect, test, vi } from 'vitest'
import { deviations, eventDeviations } from './deviations.ts'
import { operations } from './operations.ts'
import { call, names, recorder, written } from './support/call.ts'
import {
  answerDifferences,
  deprecationDifferences,
  paramsDifferences,
} from './support/differences.ts'
import { explainer } from './support/explain.ts'
import { sample } from './support/sample.ts'
import { readSources, type SourceFunction } from './support/sources.ts'
import { readSpecification, type SpecifiedOperation } from './support/specification.ts'
import { traits } from './traits.ts'

vi.mock('#clerklet/core/request.ts', async (load) => {
  const { recording } = await import('./support/answers.ts')
  return recording(await load())
})

const specification = readSpecification()
const sources = readSources()
const { unexplained, unused } = explainer(deviations)

test('behavior: every deviation has a reason, and no line occurs twice', () => {
  const all = [...deviations, ...eventDeviations]
  const lines = all.flatMap(({ differences }) => differences)

  expect(lines).toEqual([...new Set(lines)])
  expect(all.filter(({ reason }) => reason.length < 20)).toEqual([])
})

test('default: every operation has a row, and every row belongs to an operation', () => {
  const rows = new Set<string>(Object.values(operations))
  const found = new Set<string>()
  for (const key of specification.operations.keys()) {
    if (!rows.has(key)) found.add(`${key}: missing here`)
  }
  for (const name of names) {
    if (!specification.operations.has(operations[name])) {
      found.add(`${name}: not in the specification`)
    }
  }

  expect(unexplained(found)).toEqual([])
})

describe.each(written.filter((name) => specification.operations.has(operations[name])))(
  '%s',
  (name) => {
    const operation = specification.operations.get(operations[name]) as SpecifiedOperation
    const source = sources.functions.get(name) as SourceFunction
    const params = source.params && sample(source.params)

    const compared = { name, source, operation, specification }

    test('behavior: it is deprecated when the specification says so', () => {
      expect(unexplained(deprecationDifferences(compared))).toEqual([])
    })

    test('args: the types of its params agree with the specification', () => {
      expect(unexplained(paramsDifferences(compared))).toEqual([])
    })

    test('args: params are sent in the documented place and form', async () => {
      const { query, body, open } = operation
      const { ctx, requests } = recorder({})

      await call(name, source, ctx, params).catch(() => {})

      const [request] = requests
      const form = request?.body instanceof FormData
      expect(form ? 'multipart/form-data' : (request?.headers.get('content-type') ?? null)).toBe(
        body?.mediaType ?? null,
      )
      expect(request?.headers.has('authorization')).toBe(!open)
      const joined = query.filter(({ explode }) => explode === false).map((it) => it.name)
      expect(joined).toEqual(traits[name]?.joined ?? [])
      const parameters = new Set(query.map((parameter) => parameter.name))
      const undocumented = [...new Set(request?.query.keys())]
        .filter((key) => !parameters.has(key))
        .map((key) => `${name}.${key}: not in the specification`)
      expect(unexplained(new Set(undocumented))).toEqual([])
    })

    if (operation.body?.required && (!source.params || source.optional.has('params'))) {
      test('behavior: without params, a required body is sent as {}', async () => {
        const { ctx, requests } = recorder({})

        await call(name, source, ctx).catch(() => {})

        expect(requests[0]?.body).toBe('{}')
      })
    }

    const limit = operation.query.find((parameter) => parameter.name === 'limit')
    const { maximum } = limit?.schema ?? {}
    if (maximum && source.params) {
      test(`behavior: limit is at most ${maximum}`, async () => {
        const { ctx, requests } = recorder({})

        await call(name, source, ctx, { ...(params as object), limit: maximum }).catch(() => {})
        const more = call(name, source, ctx, { ...(params as object), limit: maximum + 1 })

        await expect(more).rejects.toBeInstanceOf(ClerkConfigError)
        expect(requests).toHaveLength(1)
      })

      test('behavior: every list allows pages of 100 items, on which paginate relies', () => {
        expect(maximum).toBeGreaterThanOrEqual(100)
      })
    }

    test('behavior: its response agrees with the specification', async () => {
      expect(unexplained(await answerDifferences(compared))).toEqual([])
    })
  },
)

test('behavior: every deviation still occurs', () => {
  expect(unused()).toEqual([])
})
