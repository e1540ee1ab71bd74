/** What the command and the server need of Node and of this machine. */

export { refusalOf, sendRefusal } from './hostCheck.ts'
export { nearestPackageName } from './instanceName.ts'
export { servePackageFile } from './packageFiles.ts'
export { signingKeyOf } from './signingKey.ts'
