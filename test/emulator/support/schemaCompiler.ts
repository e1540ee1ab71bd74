import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { default as addFormats } from 'ajv-formats'

export type Json = Record<string, unknown>

/** Returns a function that compiles schemas of an OpenAPI document. References in the schemas point to `components`. */
export function schemaCompiler(
  components: Record<string, Json>,
): (schema: Json) => ValidateFunction {
  // Not strict, because the documents violate their own dialect: $ref has siblings, and nullable has no type.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, logger: false })
  // The types of ajv-formats describe the default export as the module, but at run time it is the function.
  ;(addFormats as unknown as (ajv: Ajv) => void)(ajv)
  ajv.addSchema({ $id: 'spec', components: nullsAsTypes(components) as Json })
  return (schema) => ajv.compile(absoluteRefs(schema))
}

/** Describes a validation error on one line. */
export function lineOf({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '(root)'} ${message} ${JSON.stringify(params)}`
}

function absoluteRefs(schema: Json): Json {
  const rewritten = nullsAsTypes(schema)
  return JSON.parse(JSON.stringify(rewritten).replaceAll('"$ref":"#/', '"$ref":"spec#/')) as Json
}

/** Converts `nullable` to JSON Schema, and removes `discriminator`. */
function nullsAsTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nullsAsTypes)
  if (typeof value !== 'object' || value === null) return value
  const { nullable, discriminator, ...rest } = value as Json
  const plain: Json = Object.fromEntries(
    Object.entries(rest).map(([key, item]) => [key, nullsAsTypes(item)]),
  )
  // Keeps `nullable` and `discriminator` when they are names of properties and not keywords.
  if (typeof nullable === 'object') plain.nullable = nullsAsTypes(nullable)
  if (typeof discriminator === 'object' && !('propertyName' in (discriminator as Json))) {
    plain.discriminator = nullsAsTypes(discriminator)
  }
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain
}
