import { ClerkConfigError } from 'clerklet'
import { describe, expect, test, vi } from 'vitest'
import { deviations, eventDeviations } from './deviations.ts'
import { operations } from './operations.ts'
import { schemas } from './support/answers.ts'
import { call, names, recorder, written } from './support/call.ts'
import { compare } from './support/compare.ts'
import { explainer } from './support/explain.ts'
import { sample } from './support/sample.ts'
import { type Field, type Shape, shapeOf } from './support/shape.ts'
import { readSources, type SourceFunction } from './support/sources.ts'
import {
  HOW_TO_GET_IT,
  readSpecification,
  type Specification,
  type SpecifiedOperation,
  specificationFile,
} from './support/specification.ts'
import { schemaShape } from './support/valibot.ts'
import { traits } from './traits.ts'

vi.mock('../../packages/clerklet/src/request.ts', async (load) => {
  const { recording } = await import('./support/answers.ts')
  return recording(await load())
})

const file = specificationFile()

if (file) {
  compareWith(readSpecification(file))
} else {
  console.warn(HOW_TO_GET_IT)
  test.skip(`everything else: ${HOW_TO_GET_IT}`, () => {})
}

test('behavior: a deviation has a reason, and no line twice', () => {
  const all = [...deviations, ...eventDeviations]
  const lines = all.flatMap(({ differences }) => differences)

  expect(lines).toEqual([...new Set(lines)])
  expect(all.filter(({ reason }) => reason.length < 20)).toEqual([])
})

function compareWith(specification: Specification): void {
  const sources = readSources()
  const { unexplained, unused } = explainer(deviations)

  test('default: every operation has a row, and every row is an operation', () => {
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

      test('behavior: it is deprecated, or not', () => {
        const found = new Set<string>()
        const here = source.tags.has('deprecated')
        if (here && !operation.deprecated) found.add(`${name}: deprecated here only`)
        if (!here && operation.deprecated)
          found.add(`${name}: deprecated in the specification only`)

        expect(unexplained(found)).toEqual([])
      })

      test('args: params', () => {
        const found = new Set<string>()
        const wanted = paramsShape(operation)
        if (source.params) compare(found, name, source.params, wanted, 'params')
        else if (wanted.item || wanted.kinds.has('unknown'))
          found.add(`${name}: params missing here`)
        else {
          for (const field of Object.keys(wanted.fields?.() ?? {})) {
            found.add(`${name}.${field}: missing here`)
          }
        }

        expect(unexplained(found)).toEqual([])
      })

      test('args: where params go, and in which form', async () => {
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
        test('behavior: the body that must be there is there without params', async () => {
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
      }

      test('behavior: the answer', async () => {
        const found = new Set<string>()
        const { schema: documented, status } = operation.success
        const { ctx } = recorder(documented && {}, status)
        schemas.length = 0
        await call(name, source, ctx, params).catch(() => {})
        expect(schemas).toHaveLength(1)
        const [schema] = schemas
        if (documented && schema) {
          const wanted = specification.answer(operation)
          compare(found, `${name}()`, schemaShape(schema), wanted, 'answer')
          const values = new Set<string>()
          compare(values, `${name}()`, source.answer(), wanted, 'values')
          for (const line of values)
            if (/: (the (known )?values|value|deprecated) /.test(line)) found.add(line)
        } else if (documented) found.add(`${name}(): not described here`)
        else if (schema) found.add(`${name}(): not described in the specification`)

        expect(unexplained(found)).toEqual([])
      })
    },
  )

  test('behavior: every deviation is still one', () => {
    expect(unused()).toEqual([])
  })

  function paramsShape({ query, body }: SpecifiedOperation): Shape {
    const fields: Record<string, Field> = {}
    for (const { name, required = false, deprecated = false, schema } of query) {
      fields[name] = { required, deprecated, shape: specification.shape(schema) }
    }
    if (!body) return shapeOf('object', { fields: () => fields })
    if (!query.length) return body.shape
    return shapeOf('object', { fields: () => ({ ...fields, ...body.shape.fields?.() }) })
  }
}
