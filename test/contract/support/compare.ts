import type { Kind, Shape } from './shape.ts'

/**
 * The subject of a comparison. `params`: the types of requests. `answer`: the schemas of responses, which only contain JSON
 * types. `values`: the types of responses, to find differences in listed strings and deprecated fields.
 */
export type Purpose = 'params' | 'answer' | 'values'

/**
 * Compares our shape with that of the specification, and adds a line for each difference to `differences`.
 *
 * A line about a field of a named entity starts with the name of the entity, not with the path to it. So a difference in an
 * entity is reported once, even when the entity occurs at several paths.
 */
export function compare(
  differences: Set<string>,
  where: string,
  ours: Shape,
  theirs: Shape,
  purpose: Purpose,
  seen = new Map<object, Set<Shape['fields']>>(),
): void {
  const place = theirs.name ?? where
  const report = (text: string) => differences.add(`${where}: ${text}`)

  const [mine, documented] = [kinds(ours, purpose), kinds(theirs, purpose)]
  for (const kind of mine) {
    if (!documented.has(kind) && !documented.has('unknown')) {
      report(kind === 'null' ? 'null here only' : `${kind} here only`)
    }
  }
  for (const kind of documented) {
    if (!mine.has(kind) && !mine.has('unknown')) {
      report(
        kind === 'null' ? 'null in the specification only' : `${kind} in the specification only`,
      )
    }
  }
  if (purpose !== 'answer') {
    for (const value of theirs.values ?? []) {
      if (ours.values && !ours.values.has(value)) report(`value ${value} missing here`)
    }
    for (const value of ours.values ?? []) {
      if (theirs.values && !theirs.values.has(value)) {
        report(`value ${value} is not in the specification`)
      }
    }
    if (theirs.values && !ours.values) report('the known values are not listed here')
    if (ours.values && !ours.open && ours.values.size > 1)
      report('the values are a closed list here')
  }

  if (ours.item && theirs.item) {
    compare(differences, `${place}[]`, ours.item(), theirs.item(), purpose, seen)
  }
  if (!ours.fields || !theirs.fields) return
  // Each pair of objects is compared once, because an entity may contain itself.
  const met = seen.get(theirs.fields) ?? new Set()
  if (met.has(ours.fields)) return
  seen.set(theirs.fields, met.add(ours.fields))

  const [fields, theirFields] = [ours.fields(), theirs.fields()]
  if (!Object.keys(theirFields).length) {
    if (Object.keys(fields).length) report('free-form in the specification')
    return
  }
  if (!Object.keys(fields).length) {
    report('free-form here')
    return
  }
  for (const [name, field] of Object.entries(fields)) {
    const theirField = theirFields[name]
    const at = `${place}.${name}`
    if (!theirField) {
      differences.add(`${at}: not in the specification`)
      continue
    }
    if (field.required && !theirField.required) differences.add(`${at}: required here only`)
    if (!field.required && theirField.required) {
      differences.add(`${at}: required in the specification only`)
    }
    if (purpose !== 'answer' && field.deprecated !== theirField.deprecated) {
      const only = field.deprecated ? 'here only' : 'in the specification only'
      differences.add(`${at}: deprecated ${only}`)
    }
    compare(differences, at, field.shape, theirField.shape, purpose, seen)
  }
  for (const name of Object.keys(theirFields)) {
    if (!fields[name]) differences.add(`${place}.${name}: missing here`)
  }
}

function kinds({ kinds }: Shape, purpose: Purpose): Set<Kind> {
  const found = new Set(kinds)
  // Ignores `Date`, which is sent as the number or the string that the API expects.
  if (purpose === 'params' && (found.has('number') || found.has('string'))) found.delete('date')
  return found
}
