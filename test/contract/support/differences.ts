import { schemas } from './answers.ts'
import { call, type OperationName, recorder } from './call.ts'
import { compare } from './compare.ts'
import { sample } from './sample.ts'
import { type Field, type Shape, shapeOf } from './shape.ts'
import type { SourceFunction } from './sources.ts'
import type { Specification, SpecifiedOperation } from './specification.ts'
import { schemaShape } from './valibot.ts'

/** A function, and the operation of the specification with which it is compared. */
export interface Compared {
  name: OperationName
  source: SourceFunction
  operation: SpecifiedOperation
  specification: Specification
}

/** Returns a difference when only the function or only the operation is deprecated. */
export function deprecationDifferences({ name, source, operation }: Compared): Set<string> {
  const here = source.tags.has('deprecated')
  if (here === operation.deprecated) return new Set()
  return new Set([`${name}: deprecated ${here ? 'here' : 'in the specification'} only`])
}

/** Returns the differences between the params of a function and the fields of the operation's query and body. */
export function paramsDifferences({ name, source, operation, specification }: Compared) {
  const found = new Set<string>()
  const wanted = paramsShape(specification, operation)
  if (source.params) compare(found, name, source.params, wanted, 'params')
  else if (wanted.item || wanted.kinds.has('unknown')) found.add(`${name}: params missing here`)
  else {
    for (const field of Object.keys(wanted.fields?.() ?? {})) {
      found.add(`${name}.${field}: missing here`)
    }
  }
  return found
}

/**
 * Returns the differences between the response of a function and the specification. JSON types come from the schema that the
 * function passes to `request`, so the transport must be `recording` of `answers.ts`. Listed strings and deprecated fields come
 * from the type of the response.
 */
export async function answerDifferences({ name, source, operation, specification }: Compared) {
  const found = new Set<string>()
  const { schema: documented, status } = operation.success
  const { ctx } = recorder(documented && {}, status)
  schemas.length = 0
  await call(name, source, ctx, source.params && sample(source.params)).catch(() => {})
  if (schemas.length !== 1) throw new Error(`${name} calls request ${schemas.length} times`)
  const [schema] = schemas
  if (documented && schema) {
    const wanted = specification.answer(operation)
    compare(found, `${name}()`, schemaShape(schema), wanted, 'answer')
    const values = new Set<string>()
    compare(values, `${name}()`, source.answer(), wanted, 'values')
    for (const line of values) {
      if (/: (the (known )?values|value|deprecated) /.test(line)) found.add(line)
    }
  } else if (documented) found.add(`${name}(): not described here`)
  else if (schema) found.add(`${name}(): not described in the specification`)
  return found
}

function paramsShape(specification: Specification, { query, body }: SpecifiedOperation): Shape {
  const fields: Record<string, Field> = {}
  for (const { name, required = false, deprecated = false, schema } of query) {
    fields[name] = { required, deprecated, shape: specification.shape(schema) }
  }
  if (!body) return shapeOf('object', { fields: () => fields })
  if (!query.length) return body.shape
  return shapeOf('object', { fields: () => ({ ...fields, ...body.shape.fields?.() }) })
}
