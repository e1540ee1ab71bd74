/** A validation issue: one place where a response contradicts its schema. Contains no values, which may be personal data. */
export interface Disagreement {
  /** The place in the response, such as `email_addresses[0].verification`; empty for the root. */
  path: string
  /** The kind that the schema requires, such as `string`; for a schema that valibot checks, valibot's own description. */
  expected: string
  /** The kind of the value in the response, such as `number`. */
  received: string
}
