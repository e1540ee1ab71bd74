/**
 * The slugs in a claim such as `o:dashboard,u:export` that are the organization's (`o`) or the user's (`u`). An element
 * without a colon makes the whole claim invalid: the result is then empty.
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
