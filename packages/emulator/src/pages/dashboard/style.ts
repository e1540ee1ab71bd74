/** The style sheet of the dashboard, in addition to the style sheet of every page. */
export const dashboardStyle = `
html { scroll-padding-top: 3rem; }
html:not([data-scripted]) .scripted, html[data-scripted] .plain { display: none; }
::placeholder { color: var(--soft); opacity: 1; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.bar {
  display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: 1rem 1.5rem;
  background: var(--card); border-bottom: 1px solid var(--line);
}
.bar h1, .bar p { margin: 0; }
.bar nav { flex-basis: 100%; }
.bar nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; list-style: none; margin: 0; padding: 0; }
.bar nav a { display: inline-block; padding: .25rem 0; }
.bar form { flex: 1 1 14rem; max-width: 28rem; margin: 0; }
.bar input { width: 100%; }
.bar > .actions { margin-left: auto; }
button[aria-pressed="true"] { background: var(--accent); color: var(--on-accent); }
#status { margin: 0; padding: .5rem 1.5rem 0; min-height: 2rem; font-weight: 600; position: sticky; top: 0; z-index: 1; }
#status:not(:empty) { background: var(--page); padding-bottom: .5rem; }
.plain { margin: 0; padding: 0 1.5rem; }
main.board {
  max-width: 96rem; margin: 0 auto; padding: .5rem 1.5rem 1.5rem; display: grid; gap: 1rem;
  grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: start;
}
.column { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
.column:first-child, .column:last-child { grid-column: 1 / -1; }
.column:last-child { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.board .card { margin: 0; container-type: inline-size; }
.card > :last-child, .card .soft > :last-child { margin-bottom: 0; }
.card button, .card pre { color: var(--text); }
.card h2:focus { outline: none; }
.card h2:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h3 { font-size: .875rem; margin: 0 0 .25rem; }
.scroll { overflow-y: auto; overflow-x: hidden; max-height: 26rem; }
#requests-scroll { max-height: 34rem; }
.scroll:has([aria-expanded="true"]) { max-height: max(34rem, 85vh); }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th { text-align: left; color: var(--soft); font-weight: 600; position: sticky; top: 0; background: var(--card); }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td { overflow-wrap: anywhere; }
td[data-head="Name"] { min-width: 8.5rem; }
td[data-head="Status"], td[data-head="Method"], td[data-head="State"] { overflow-wrap: normal; }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.path, .breaks { overflow-wrap: anywhere; }
.bad { color: var(--bad); font-weight: 600; }
.opener { color: inherit; text-decoration-color: var(--soft); text-underline-offset: .2em; }
.opener::before {
  content: "▸"; content: "▸" / ""; display: inline-block; width: 1.1em; color: var(--accent);
}
.opener[aria-expanded="true"]::before { content: "▾"; content: "▾" / ""; }
.opener .path { display: inline; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.actions form { margin: 0; }
td .actions { flex-wrap: nowrap; }
form.row label.whole { flex-basis: 100%; }
td button { padding: .15rem .6rem; min-height: 1.75rem; white-space: nowrap; }
strong.code { font-size: 1rem; letter-spacing: .08em; font-variant-numeric: tabular-nums; }
.detail > td { padding: .75rem; background: var(--page); }
.split { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); }
.block { min-width: 0; margin: 0 0 .5rem; }
.block ul, .block ol { margin: 0 0 .5rem; padding-left: 1.25rem; }
pre {
  margin: 0; padding: .5rem .75rem; font-size: .8rem; line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere;
  background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
}
.card > pre, .card .soft > pre { background: var(--page); color: var(--text); }
dl { margin: 0 0 .75rem; display: grid; gap: .35rem 1rem; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); }
dt { font-size: .8rem; color: var(--soft); }
dd { margin: 0; font-size: .875rem; overflow-wrap: anywhere; }
.one { display: block; }
dialog {
  max-width: min(30rem, calc(100vw - 2rem)); padding: 1.25rem; border: 1px solid var(--line); border-radius: .75rem;
  background: var(--card); color: var(--text);
}
dialog::backdrop { background: rgb(0 0 0 / .5); }
dialog .actions { justify-content: flex-end; }
@media (max-width: 64rem) {
  main.board { grid-template-columns: minmax(0, 1fr); }
  .column:last-child { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@media (max-width: 50rem) {
  .column:last-child { grid-template-columns: minmax(0, 1fr); }
  .bar, main.board, #status, .plain { padding-left: 1rem; padding-right: 1rem; }
  .bar > .actions { margin-left: 0; }
}
/* In a narrow card, each row is a list of its cells, with the heads beside them. */
@container (max-width: 32rem) {
  table, tbody, tr, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr.row { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  tr.row > td { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); column-gap: .5rem; padding: .1rem 0; border: 0; }
  tr.row > td::before { content: attr(data-head); content: attr(data-head) / ""; color: var(--soft); grid-row: 1 / span 9; }
  tr.row > td > * { grid-column: 2; }
  tr.row > td > br { display: none; }
  td .actions { flex-wrap: wrap; }
}
`
