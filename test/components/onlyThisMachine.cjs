// Preloaded in the server of Next. Records every host that it looks up, except localhost, and makes the lookup fail.
const dns = require('node:dns')
const { appendFileSync } = require('node:fs')

const { lookup } = dns
dns.lookup = (host, ...more) => {
  if (host === 'localhost' || host === '127.0.0.1') return lookup(host, ...more)
  appendFileSync(process.env.LOOKED_FOR, `${host}\n`)
  more.at(-1)(new Error(`${host} is another machine`))
}
