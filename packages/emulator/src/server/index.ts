/** The parts of the command and the server that depend on Node and on this machine. */

export { askForToken } from './askForToken.ts'
export { certificateOf } from './certificate.ts'
export { CommandExit, mistake } from './commandExit.ts'
export { refusalOf, sendRefusal } from './hostCheck.ts'
export { nearestPackageName } from './instanceName.ts'
export { servePackageFile } from './packageFiles.ts'
export { runCommand } from './runCommand.ts'
export { readSeedFile } from './seedFile.ts'
export { signingKeyOf } from './signingKey.ts'
export { banner, messageLine } from './terminal.ts'
export { DEFAULT_SIGNING_SECRET, USAGE } from './usage.ts'
export { FRAMEWORKS, type Framework, variablesFor } from './variables.ts'
