/** Where {@link listen} listens. */
export interface ListenOptions {
  /** Default: one that is free. */
  port?: number | undefined
  /** Default: `127.0.0.1`. */
  hostname?: string | undefined
  /**
   * Takes a `hostname` that other machines reach, and requests for any `Host`, such as the name of a container. Everything that
   * reaches the server may do anything with the emulated instance. Default: only requests for `localhost`, a name below it,
   * 127.0.0.0/8 or `[::1]` are carried out, since a web page can point a name of its own at this machine (DNS rebinding).
   */
  exposed?: boolean | undefined
  /** A private key and a certificate, both in PEM form: the emulator is served over https then. Default: over http. */
  https?: { key: string; cert: string } | undefined
}
