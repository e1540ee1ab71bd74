import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * Compiles modules in memory, with the compiler options of the workspace. Returns each error with its document and line.
 *
 * @param blocks The code of each block by its file name, which contains the document and the line, such as `lists.md.12.ts`.
 * @param imported Modules that the blocks import.
 */
export function compileBlocks(
  blocks: Map<string, string>,
  imported = new Map<string, string>(),
  more: ts.CompilerOptions = {},
): string[] {
  const modules = new Map([...imported, ...blocks])
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  // Some modules are only in memory, and the compiler skips folders that are not on the disk.
  host.directoryExists = () => true
  host.fileExists = (file) => modules.has(file) || fileExists(file)
  host.getSourceFile = (file, target, ...rest) => {
    const code = modules.get(file)
    return code === undefined
      ? getSourceFile(file, target, ...rest)
      : ts.createSourceFile(file, code, target)
  }
  const program = ts.createProgram(
    [...modules.keys()],
    { ...options, noUnusedLocals: false, ...more },
    host,
  )
  return [...blocks.keys()].flatMap((file) => {
    const source = program.getSourceFile(file)
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(({ messageText, start = 0 }) => {
      const before = modules.get(file)?.slice(0, start).split('\n').length ?? 0
      const [, document, line] = /^(.*)\.(\d+)\.ts$/.exec(file.slice(root.length)) ?? []
      const message = ts.flattenDiagnosticMessageText(messageText, '\n')
      return `${document}:${Number(line) + before - 1} ${message}`
    })
  })
}
