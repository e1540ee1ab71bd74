/** The options of {@link listen}. */
export interface ListenOptions {
  /** Default: a free port. */
  port?: number | undefined
  /** Default: `127.0.0.1`. */
  hostname?: string | undefined
  /**
   * Allows a `hostname` that other machines reach, and requests with any `Host`, such as the name of a container. Every
   * program that reaches the server has full access to the emulated instance. Default: only requests for `localhost`, a name
   * below it, 127.0.0.0/8 or `[::1]` are carried out, since a web page can point a name of its own at this machine (DNS
   * rebinding).
   */
  exposed?: boolean | undefined
  /** A private key and a certificate, both in PEM form. With them, the emulator is served over https. Default: http. */
  https?: { key: string; cert: string } | undefined
}
