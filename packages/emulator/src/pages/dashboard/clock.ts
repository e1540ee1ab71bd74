import { html } from 'hono/html'
import { action, heading, type Markup, time } from './markup.ts'
import type { View } from './view.ts'

export function clockCard({ state: { clock } }: View): Markup {
  return html`${heading('clock', 'Clock')}
<p>${time(clock.now())} <span class="soft">UTC${clock.advanced() ? ', moved forward' : ''}</span></p>
<form class="row scripted" id="clock-form" data-send="POST /_emulator/clock" data-said="The clock was moved by {advance}.">
<label>Move forward by <input id="clock-advance" name="advance" value="61s" required autocomplete="off" spellcheck="false" aria-describedby="clock-warning"></label>
<button id="clock-move">Move</button>
</form>
<p class="soft" id="clock-warning">Applications have clocks of their own. Once this one is ahead of theirs, they refuse the tokens that it issues, as of the future. To see what happens without a token that is good, expire them instead:</p>
<p>${action('Expire all tokens', { id: 'expire-tokens', send: 'POST /_emulator/tokens/expire' })}</p>`
}
