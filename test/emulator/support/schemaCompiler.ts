import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { default as addFormats } from 'ajv-formats'

export type Json = Record<string, unknown>

/** Compiles schemas of an OpenAPI document, whose references lead to its components. */
export function schemaCompiler(
  components: Record<string, Json>,
): (schema: Json) => ValidateFunction {
  // The documents break rules of their own dialect: siblings of $ref, and nullable without a type.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, logger: false })
  // Its types say that the module is the function; at run time it is a property of it, too.
  ;(addFormats as unknown as (ajv: Ajv) => void)(ajv)
  ajv.addSchema({ $id: 'spec', components: nullsAsTypes(components) as Json })
  return (schema) => ajv.compile(absoluteRefs(schema))
}

/** What is wrong, in a line. */
export function lineOf({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '(root)'} ${message} ${JSON.stringify(params)}`
}

function absoluteRefs(schema: Json): Json {
  const rewritten = nullsAsTypes(schema)
  return JSON.parse(JSON.stringify(rewritten).replaceAll('"$ref":"#/', '"$ref":"spec#/')) as Json
}

/** `nullable` in words of JSON Schema. */
function nullsAsTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nullsAsTypes)
  if (typeof value !== 'object' || value === null) return value
  const { nullable, discriminator, ...rest } = value as Json
  const plain: Json = Object.fromEntries(
    Object.entries(rest).map(([key, item]) => [key, nullsAsTypes(item)]),
  )
  // A property may have the name of a keyword.
  if (typeof nullable === 'object') plain.nullable = nullsAsTypes(nullable)
  if (typeof discriminator === 'object' && !('propertyName' in (discriminator as Json))) {
    plain.discriminator = nullsAsTypes(discriminator)
  }
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain
}
