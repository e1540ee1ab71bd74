/** The style sheet of every page. */
export const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f6f8, #16161a);
  --card: light-dark(#ffffff, #202026);
  --text: light-dark(#1b1b21, #ececf1);
  --soft: light-dark(#5c5c69, #a6a6b3);
  --line: light-dark(#d9d9e0, #3a3a44);
  --accent: light-dark(#4b3fd1, #a89fff);
  --on-accent: light-dark(#ffffff, #16161a);
  --bad: light-dark(#b3261e, #ff8a80);
  font: 16px/1.5 system-ui, sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); }
main { max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
p { margin: 0 0 1rem; }
a { color: var(--accent); }
.soft { color: var(--soft); }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem;
  margin-bottom: 1rem;
}
ul.people { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
button, input, select {
  font: inherit; color: inherit; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--card); padding: .5rem .75rem; min-height: 2.75rem;
}
button { cursor: pointer; }
button:hover:not(:disabled) { border-color: var(--accent); }
button:disabled { cursor: not-allowed; opacity: .6; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.person { width: 100%; text-align: left; }
button.person span { display: block; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
form.row { display: flex; gap: .5rem; flex-wrap: wrap; align-items: end; margin: 0 0 1rem; }
form.row label { flex: 1 1 9rem; }
label { display: grid; gap: .25rem; font-size: .9rem; color: var(--soft); }
label input, label select { color: var(--text); width: 100%; }
code { font-size: .8rem; color: var(--soft); overflow-wrap: anywhere; }
`
