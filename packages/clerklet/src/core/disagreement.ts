/** A validation issue: one place where a response contradicts its schema. Contains no values, which may be personal data. */
export interface Disagreement {
  /** The place in the response, such as `email_addresses[0].verification`; empty for the root. */
  path: string
  /**
   * The JSON type that the schema requires, such as `string`. For schemas that valibot itself checks, valibot's description. For
   * a body in another format, `JSON` or `a JSON object`.
   */
  expected: string
  /**
   * The JSON type of the value in the response, such as `number`; `undefined` when the value is missing. For a body in another
   * format, a description such as `malformed JSON`.
   */
  received: string
}
