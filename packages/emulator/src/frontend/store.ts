import { Table } from '../core/table.ts'

/** The data of the Frontend API about browsers. */
export interface FrontendData {
  /** The id of each browser's client, by the token of the browser (`dvb_…`); `null` for a browser without a client. */
  devBrowsers: Map<string, string | null>
  /** The `Set-Cookie` lines of handshakes, by nonce. A nonce can be used once. */
  handshakes: Map<string, string[]>
}

export function createFrontendData(): FrontendData {
  return {
    devBrowsers: new Table(),
    handshakes: new Table(),
  }
}
