/** The default secret that signs deliveries. It is the same in every run, and protects nothing. */
export const DEFAULT_SIGNING_SECRET = `whsec_${btoa('clerklet emulator')}`

/** The options of a server, for both commands that start it. */
const OF_SERVERS = `  --instance <name>          its keys, its host and the key that signs tokens belong to this name, and are
                             the same after a restart (default: the name in the nearest package.json)
  --host <address>           (default: 127.0.0.1)
  --exposed                  answer whatever name it is called by, and allow a --host that other
                             machines or containers reach: they may do anything here
  --https                    serve over https, with a certificate for localhost that it makes and keeps
  --seed <file>              JSON with what is there at the start: {"users": [{"username": "ada"}]}
  --persist <folder>         keep the state in this folder, and go on with it when it is there;
                             a seed counts only at the first start and after a reset
  --limits                   refuse too many requests, as Clerk does
  --webhook <url>            deliver events there, signed
  --webhook-secret <secret>  what to sign them with (default: ${DEFAULT_SIGNING_SECRET})`

const START = `Usage: clerklet-emulator [start] [options]
       clerklet-emulator token <user> [options]
       clerklet-emulator exec [options] -- <command> [arguments]

Clerk on this machine: its Backend API, its Frontend API, a dashboard and a sign-in page, in memory.
token prints a session token of a user. exec runs a command with an emulator of its own. Each has
its own --help.

  --port <number>            where to listen; 0 takes one that is free (default: 4010)
${OF_SERVERS}
  --env <framework>          name the variables as next, vite, astro or workers read them
  --json                     print one JSON object in place of sentences: url, dashboard, env
  --help                     this
  --version                  the version
`

const TOKEN = `Usage: clerklet-emulator token <user> [options]

Prints a session token of a user of the emulator that runs on this machine, good for a minute. The user
is named by an id, a username, an e-mail address or a phone number:

  curl -H "Authorization: Bearer $(clerklet-emulator token ada)" http://localhost:8787/

  --azp <url>                the origin of the application that it is issued to: what
                             authorizedParties is compared with (default: none)
  --org <organization>       the active organization, by id or slug
                             (default: the one that the user joined last)
  --port <number>            where the emulator listens (default: 4010)
  --https                    the emulator was started with --https
  --help                     this
`

const EXEC = `Usage: clerklet-emulator exec [options] -- <command> [arguments]

Starts an emulator on a free port, runs a command that finds it by the variables in its environment,
stops, and ends as the command has ended:

  clerklet-emulator exec --seed seed.json -- npm test

  --port <number>            where to listen (default: one that is free)
${OF_SERVERS}
  --env <framework>          set the variables that next, vite, astro or workers read as well
  --help                     this
`

/** The help text of each command. */
export const USAGE = { start: START, token: TOKEN, exec: EXEC }
