/** One stylesheet for the pages of all simulators; follows the reader's light or dark setting. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f7f7f5, #16181c);
  --card: light-dark(#ffffff, #1f2228);
  --ink: light-dark(#1d2126, #e6e8eb);
  --faint: light-dark(#5d6671, #9aa4b0);
  --line: light-dark(#e2e4e7, #31363e);
  --accent: light-dark(#1a5fb4, #8ab8f5);
  --good: light-dark(#1b6e3c, #7fd6a0);
  --good-paper: light-dark(#e3f4e9, #17392a);
  --waiting: light-dark(#7a5200, #f0c674);
  --waiting-paper: light-dark(#fdf1d3, #3d3115);
  --over: light-dark(#9c2a22, #f2a19b);
  --over-paper: light-dark(#fbe6e4, #452321);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
header { display: flex; gap: 1rem; justify-content: space-between; align-items: start; flex-wrap: wrap; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.05rem; margin: 0 0 .25rem; }
p { margin: .25rem 0 .75rem; color: var(--faint); }
a { color: var(--accent); }
code { font: .87em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.button, button { border: 1px solid var(--line); background: var(--card); color: var(--ink); border-radius: .4rem;
  padding: .3rem .7rem; font: inherit; text-decoration: none; cursor: pointer; }
button { padding: .05rem .5rem; font-size: .87rem; }
.button:hover, button:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
form { display: inline; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
.figures div { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .7rem .9rem; }
dt { color: var(--faint); font-size: .85rem; }
dd { margin: 0; font-size: 1.45rem; font-weight: 600; font-variant-numeric: tabular-nums; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.1rem; margin: 1rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; font-size: .82rem; font-weight: 600; color: var(--faint); }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child td { border-bottom: 0; }
td img { width: 1.6rem; height: 1.6rem; vertical-align: middle; border-radius: .3rem; margin-right: .4rem; }
.empty { margin: .5rem 0; }
.pill { display: inline-block; padding: 0 .5rem; border-radius: 1rem; font-size: .85rem; border: 1px solid var(--line); }
.pill.good { color: var(--good); background: var(--good-paper); border-color: transparent; }
.pill.waiting { color: var(--waiting); background: var(--waiting-paper); border-color: transparent; }
.pill.over { color: var(--over); background: var(--over-paper); border-color: transparent; }
`;
