/**
 * Returns the slugs of the organization (`o`) or the user (`u`) in a claim such as `o:dashboard,u:export`. Empty when any
 * element has no colon, because the whole claim is invalid.
 */
export function scopedSlugs(claim: unknown, owner: 'o' | 'u'): string[] {
  const slugs: string[] = []
  if (typeof claim !== 'string') return slugs
  for (const element of claim.split(',')) {
    const [scope = '', ...rest] = element.trim().split(':')
    if (rest.length === 0) return []
    if (/^(o|u|ou|uo)$/.test(scope) && scope.includes(owner)) slugs.push(rest.join(':'))
  }
  return slugs
}
