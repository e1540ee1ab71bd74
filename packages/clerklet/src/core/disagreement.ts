/** One place where a response is not what its schema says. Values are left out: they may be personal data. */
export interface Disagreement {
  /** Where, such as `email_addresses[0].verification`; empty for the root. */
  path: string
  /** What the schema requires there: a kind such as `string`, or valibot's description of any other schema. */
  expected: string
  /** The kind that arrived. */
  received: string
}
