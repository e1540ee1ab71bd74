import { parse } from 'acorn'
import { transform } from 'sucrase'

/** An example that is ready to run. */
export interface Program {
  /** The modules that the example imports, such as `clerklet/verify`. */
  imports: string[]
  /** Runs the example. Resolves to the value of its last statement, if that is an expression or declares a `const` or `let`. */
  run(scope: Scope): Promise<unknown>
}

/** What an example can use: `ctx`, `clerk` and `console` without an import, and the modules that it imports. */
export interface Scope {
  /** The context of the calls. An example may declare its own `ctx`. */
  ctx: unknown
  /** The emulator, which also issues tokens. */
  clerk: unknown
  console: Partial<Console>
  /** The imported modules, by name. */
  modules: Map<string, object>
}

/** Compiles an example, which is TypeScript, to run in a page. Throws a `SyntaxError` when the code cannot be parsed. */
export function compile(code: string): Program {
  const script = toScript(code)
  const body = `return (async () => {${returningLastValue(script)}\n})()`
  const run = new Function('ctx', 'clerk', 'console', 'require', 'exports', body)
  return {
    imports: [...new Set([...script.matchAll(REQUIRE)].map(([, name = '']) => name))],
    run: ({ ctx, clerk, console, modules }) => run(ctx, clerk, console, requireFrom(modules), {}),
  }
}

const REQUIRE = /\brequire\(['"]([^'"]+)['"]\)/g

/** Compiles TypeScript to JavaScript with `require` in place of imports. Line numbers stay the same. */
function toScript(code: string): string {
  try {
    const options = { disableESTransforms: true, filePath: 'example' }
    return transform(code, { ...options, transforms: ['typescript', 'imports'] }).code
  } catch (error) {
    throw new SyntaxError(
      String((error as Error).message).replace('Error transforming example: ', ''),
    )
  }
}

function returningLastValue(script: string): string {
  const { body } = parse(script, { ecmaVersion: 'latest', allowAwaitOutsideFunction: true })
  const last = body.findLast(({ type }) => type !== 'EmptyStatement')
  if (last?.type === 'ExpressionStatement' && last.directive !== 'use strict') {
    const { start, end } = last.expression
    const value = script.slice(start, end)
    if (IMPORT.test(value)) return script
    return `${script.slice(0, last.start)}return (${value}\n)${script.slice(last.end)}`
  }
  if (last?.type === 'VariableDeclaration' && last.kind !== 'var') {
    const { id } = last.declarations.at(-1) ?? {}
    if (id) return `${script}\nreturn ${declared(script.slice(id.start, id.end), id.type)}`
  }
  return script
}

/**
 * Returns a declared name, or a simple pattern such as `{ a, b }`, as an expression. For any other pattern, returns the text
 * `undefined`.
 */
function declared(pattern: string, type: string): string {
  return type === 'Identifier' || /^[{[][\w$\s,]*[}\]]$/.test(pattern) ? pattern : 'undefined'
}

/** Names that import helpers and promises look up in every module. A module without such an export causes no error. */
const ASKED_OF_ALL = new Set(['__esModule', 'then'])

/** Matches a compiled import for side effects only, whose value is not the result of an example. */
const IMPORT = /^require\(['"][^'"]+['"]\)$/

function requireFrom(modules: Map<string, object>) {
  return (name: string) => {
    const module = modules.get(name)
    if (!module) throw new Error(`'${name}' is not loaded.`)
    return new Proxy(module, {
      get(exports, key) {
        if (typeof key === 'string' && !(key in exports) && !ASKED_OF_ALL.has(key)) {
          throw new SyntaxError(`'${name}' has no export '${key}'.`)
        }
        return Reflect.get(exports, key)
      },
    })
  }
}
