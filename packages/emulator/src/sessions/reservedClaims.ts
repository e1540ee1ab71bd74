import { entry, Refusal } from '../core/errors.ts'

/** Refuses custom claims with a reserved name. */
export function checkReserved(
  claims: Record<string, unknown>,
  reserved: readonly string[],
  param: string,
): void {
  const used = reserved.find((claim) => Object.hasOwn(claims, claim))
  if (used === undefined) return
  throw new Refusal(
    400,
    entry(
      'jwt_template_reserved_claim',
      'reserved claim used',
      `You can't use the reserved claim: '${used}'`,
      { param_name: param },
    ),
  )
}
