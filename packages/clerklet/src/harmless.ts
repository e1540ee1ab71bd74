/** What the runtimes put into the errors of their fetch. */
export interface Cause extends Error {
  code?: string
  cause?: Cause
}

/** A copy of an error that carries nothing but its message and code, and no credential in them. */
export function harmless(error: Cause, depth = 0): Cause {
  const copy = new Error(
    `${error?.message ?? error}`.replace(
      /(Bearer\s+|\b(sk|ak|mt|oat)_|\beyJ)[\w.=-]+/g,
      '[redacted]',
    ),
  ) as Cause
  if (error?.cause && depth < 4) copy.cause = harmless(error.cause, depth + 1)
  if (error?.code) copy.code = `${error.code}`
  return copy
}
