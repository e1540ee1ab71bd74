/** What the Frontend API keeps of browsers. */

export interface FrontendData {
  /** The tokens of browsers of a development instance (`dvb_…`), and whose client each is, once it has one. */
  devBrowsers: Map<string, string | null>
  /** The `Set-Cookie` lines of handshakes, by nonce. A nonce is good once. */
  handshakes: Map<string, string[]>
}

/** The collections of a new instance. */
export function createFrontendData(): FrontendData {
  return {
    devBrowsers: new Map(),
    handshakes: new Map(),
  }
}
