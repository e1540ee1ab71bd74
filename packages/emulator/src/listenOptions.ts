/** The options of {@link listen}. */
export interface ListenOptions {
  /** The port of the server. Default: a free port. */
  port?: number | undefined
  /** The host on which the server listens. Default: `127.0.0.1`. */
  hostname?: string | undefined
  /**
   * Allows a `hostname` that other machines reach, and requests with any `Host`, such as the name of a container. Every
   * program that reaches the server has full access to the emulated instance. Default: `false`; the server refuses requests
   * whose `Host` is neither `localhost`, a subdomain of `localhost`, an address of 127.0.0.0/8 nor `[::1]`. This prevents DNS
   * rebinding: a web page could point its own domain at this machine.
   */
  exposed?: boolean | undefined
  /** A private key and a certificate, both in PEM form. With them, the emulator is served over https. Default: http. */
  https?: { key: string; cert: string } | undefined
}
