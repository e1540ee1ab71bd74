/** A part of a pattern. */
export type Part = Text | Run | Repeated | Choice | Capture

/** Text, in lower case. */
export interface Text {
  kind: 'text'
  text: string
}

/** A sequence of `min` to `max` characters of one class. */
export interface Run {
  kind: 'run'
  /** By character code: 1 for the characters of the class. Paths are ASCII, since the URL parser encodes other characters. */
  allowed: Uint8Array
  min: number
  max: number
  /** Whether the run prefers the fewest characters. */
  lazy: boolean
  /** A text, in lower case, that the run must not contain. Empty when the run may contain any text. */
  without: string
}

/** One or more runs of the same class, separated by the text `between`. Prefers as many runs as possible. */
export interface Repeated {
  kind: 'repeated'
  run: Run
  between: string
}

/** Alternatives, the preferred one first. */
export interface Choice {
  kind: 'choice'
  branches: Part[][]
}

/** A named parameter. */
export interface Capture {
  kind: 'capture'
  name: string
  parts: Part[]
}

/** The error for a refused pattern. Its message completes "The pattern is …". */
export class PatternError extends Error {}

/** The limits of a pattern. The time to match a path grows with the number of parts and of characters. */
const MOST_PARTS = 10
const MOST_CHARACTERS = 100

const MALFORMED = 'not valid'
const UNSUPPORTED =
  'not valid: a group may hold characters, classes, | and (?:…), and a quantifier behind a single character or class only, so that matching takes linear time'

/** Matches a character of the pattern that stands for itself, or an escaped character. */
const LITERAL = /[^*+?\\{}:(]|\\(.)/sy
const NAME = /:(\w+)/y
const MODIFIER = /[?*+]/y

/** In a group, matches a text without a quantifier. */
const PLAIN = /(?:[^\\^$*+?.()[\]{}|](?![*+?{]))+/y
/** In a group, matches the expression for one character: an escape, a class, a dot, or the character itself. */
const CHARACTER =
  /\\(?:x[\da-f]{2}|u[\da-f]{4}|[^\dbckpux])|\[(?:\\.|[^\\\]])*\]|[^\\^$*+?()[\]{}|]/isy
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,(\d*))?\})(\??)/y

/**
 * Parses a pattern in the syntax of path-to-regexp 6.3. Expressions that cannot be matched in linear time are refused.
 *
 * @see {@link https://github.com/pillarjs/path-to-regexp/tree/6.x}
 *
 * @throws {PatternError} when the pattern is malformed or too long, or contains such an expression.
 */
export function parsePattern(pattern: string): Part[] {
  const take = reader(pattern)
  const parts: Part[] = []
  let text = ''
  /** The text before the next parameter. Undefined at the beginning; empty directly after another parameter. */
  let previous: string | undefined

  const endText = () => {
    if (text) parts.push(textPart(text))
    previous = text || previous
    text = ''
  }
  const addElement = (prefix: string, inBraces: boolean) => {
    const name = take(NAME)?.[1]
    const content = takeGroup(take) ?? (name ? [parameter(prefix || previous)] : undefined)
    if (!content && !inBraces) throw new PatternError(MALFORMED)
    const suffix = inBraces ? takeText(take) : ''
    if (inBraces && !take(/\}/y)) throw new PatternError(MALFORMED)
    parts.push(...element(name, prefix, content, suffix, take(MODIFIER)?.[0]))
    previous = ''
  }

  for (;;) {
    const delimiter = take(/[./]?(?=[:(])/y)
    const literal = delimiter ? undefined : take(LITERAL)
    if (literal) {
      text += literal[1] ?? literal[0]
      continue
    }
    endText()
    if (delimiter) addElement(delimiter[0], false)
    else if (take(/\{/y)) addElement(takeText(take), true)
    else break
  }
  if (!take(/$/y)) throw new PatternError(MALFORMED)
  const joined = joinTexts(parts)
  if (size(joined) > MOST_PARTS || pattern.length > MOST_CHARACTERS) {
    throw new PatternError(
      `too long: at most ${MOST_PARTS} parts and ${MOST_CHARACTERS} characters are supported`,
    )
  }
  return joined
}

type Take = (sticky: RegExp) => RegExpExecArray | undefined

/** Makes a function that matches a sticky expression at the current position. A match advances the position to its end. */
function reader(source: string): Take {
  let place = 0
  return (sticky) => {
    sticky.lastIndex = place
    const found = sticky.exec(source) ?? undefined
    if (found) place = sticky.lastIndex
    return found
  }
}

function takeText(take: Take): string {
  const literal = take(LITERAL)
  return literal ? (literal[1] ?? literal[0]) + takeText(take) : ''
}

/** Parses a group. Returns undefined when no group begins at the current position. */
function takeGroup(take: Take, opening = /\((?!\))/y): Part[] | undefined {
  if (!take(opening)) return undefined
  const branches: Part[][] = [[]]
  while (!take(/\)/y)) {
    if (take(/\|/y)) branches.push([])
    else branches.at(-1)?.push(takePiece(take))
  }
  return branches[1] ? [{ kind: 'choice', branches }] : branches[0]
}

function takePiece(take: Take): Part {
  const plain = take(PLAIN)
  if (plain) return textPart(plain[0])
  const group = takeGroup(take, /\(\?:/y)
  const character = group ? undefined : take(CHARACTER)
  const [quantifier, sign, least, comma, most, lazy] = take(QUANTIFIER) ?? []
  if (group) {
    if (quantifier && sign !== '?') throw new PatternError(UNSUPPORTED)
    const branches = quantifier ? [group, []] : [group]
    return { kind: 'choice', branches: lazy ? branches.reverse() : branches }
  }
  if (!character) throw new PatternError(UNSUPPORTED)
  const run = characters(character[0])
  if (!quantifier) return run
  const min = sign ? Number(sign === '+') : Number(least)
  const unlimited = sign ? sign !== '?' : comma && !most
  const max = unlimited ? Infinity : sign ? 1 : Number(most || least)
  if (max < min) throw new PatternError(MALFORMED)
  return { ...run, min, max, lazy: Boolean(lazy) }
}

/** Makes a run of one character. `source` is the regular expression for this character. */
function characters(source: string): Run {
  let expression: RegExp
  try {
    expression = new RegExp(`^${source}$`, 'i')
  } catch {
    throw new PatternError(MALFORMED)
  }
  const allowed = Uint8Array.from({ length: 128 }, (_, code) =>
    Number(expression.test(String.fromCharCode(code))),
  )
  return { kind: 'run', allowed, min: 1, max: 1, lazy: false, without: '' }
}

/** Makes the run of a parameter without a group. The run contains neither a delimiter nor the text `before`. */
function parameter(before: string | undefined): Run {
  // Without a text between two parameters, the end of the first parameter is ambiguous.
  if (before === '') throw new PatternError(MALFORMED)
  const without = before && !/[/#?]/.test(before) ? before.toLowerCase() : ''
  return { ...characters('[^/#?]'), max: Infinity, lazy: true, without }
}

function textPart(text: string): Text {
  return { kind: 'text', text: text.toLowerCase() }
}

/** Makes the parts of a parameter or a pair of braces, with its modifier. Without `content`, the braces contain only text. */
function element(
  name: string | undefined,
  prefix: string,
  content: Part[] | undefined,
  suffix: string,
  modifier: string | undefined,
): Part[] {
  const repeats = modifier === '*' || modifier === '+'
  const parts = repeats ? [repeated(content, suffix + prefix)] : (content ?? [])
  const whole: Part[] = name ? [{ kind: 'capture', name, parts }] : [...parts]
  if (prefix) whole.unshift(textPart(prefix))
  if (suffix) whole.push(textPart(suffix))
  const optional = modifier === '?' || modifier === '*'
  return optional ? [{ kind: 'choice', branches: [whole, []] }] : whole
}

function repeated(content: Part[] | undefined, between: string): Repeated {
  const run = content?.length === 1 ? content[0] : undefined
  if (!between) throw new PatternError(MALFORMED)
  if (run?.kind !== 'run' || run.min > 1 || run.max !== Infinity) {
    throw new PatternError(`${MALFORMED}: only a parameter or a single class can be repeated`)
  }
  return { kind: 'repeated', run, between: between.toLowerCase() }
}

/** Joins adjacent texts in a new list of parts. */
function joinTexts(parts: Part[]): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.kind === 'text' && last?.kind === 'text') last.text += part.text
    else joined.push(part)
  }
  return joined
}

/** Counts the parts, including nested parts, but not the captures themselves. */
function size(parts: Part[]): number {
  return parts.reduce((sum, part) => {
    if (part.kind === 'choice') return sum + part.branches.reduce((all, one) => all + size(one), 1)
    return sum + (part.kind === 'capture' ? size(part.parts) : 1)
  }, 0)
}
