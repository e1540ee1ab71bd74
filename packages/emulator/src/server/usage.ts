/** The default secret that signs webhook deliveries. The secret is the same in every run, and protects nothing. */
export const DEFAULT_SIGNING_SECRET = `whsec_${btoa('clerklet emulator')}`

/** The help text for the options of a server, which the commands `start` and `exec` have in common. */
const OF_SERVERS = `  --instance <name>          the name from which its keys, its host and the key that signs tokens are made:
                             the same after a restart (default: the name in the nearest package.json)
  --host <address>           (default: 127.0.0.1)
  --exposed                  accept requests for any host name, and allow a --host that other machines
                             or containers reach: they have full access to this instance
  --https                    serve over https, with a certificate for localhost, created once
  --seed <file>              JSON file with the data at the start: {"users": [{"username": "ada"}]}
  --persist <folder>         store the state in this folder, and continue with it at the next start;
                             a seed is used only at the first start and after a reset
  --limits                   refuse requests above Clerk's rate limits
  --webhook <url>            deliver events there, signed
  --webhook-secret <secret>  the secret that signs them (default: ${DEFAULT_SIGNING_SECRET})`

const START = `Usage: clerklet-emulator [start] [options]
       clerklet-emulator token <user> [options]
       clerklet-emulator exec [options] -- <command> [arguments]

Clerk on this machine: its Backend API, its Frontend API, a dashboard and a sign-in page, in memory.
token prints a session token of a user. exec runs a command with an emulator of its own. Each has
its own --help.

  --port <number>            the port of the server; 0 chooses a free one (default: 4010)
${OF_SERVERS}
  --env <framework>          use the variable names of next, vite, astro or workers
  --json                     print one JSON object instead of text: url, dashboard, env
  --help                     print this text
  --version                  print the version
`

const TOKEN = `Usage: clerklet-emulator token <user> [options]

Prints a session token of a user of the emulator that runs on this machine, valid for a minute. The user
is named by an id, a username, an e-mail address or a phone number:

  curl -H "Authorization: Bearer $(clerklet-emulator token ada)" http://localhost:8787/

  --azp <url>                the origin of the application to which it is issued, which is
                             compared with authorizedParties (default: none)
  --org <organization>       the active organization, by id or slug
                             (default: the one that the user joined last)
  --port <number>            the port of the emulator (default: 4010)
  --https                    the emulator was started with --https
  --help                     print this text
`

const EXEC = `Usage: clerklet-emulator exec [options] -- <command> [arguments]

Starts an emulator on a free port, runs a command that finds it by the variables in its environment,
stops, and exits with the status of the command:

  clerklet-emulator exec --seed seed.json -- npm test

  --port <number>            the port of the emulator (default: a free one)
${OF_SERVERS}
  --env <framework>          also set the variables of next, vite, astro or workers
  --help                     print this text
`

/** The help text of each command. */
export const USAGE = { start: START, token: TOKEN, exec: EXEC }
