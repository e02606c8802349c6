import { createHash } from 'node:crypto';

/**
 * The one style sheet of the public pages: light, dark, phone, right to left (logical properties throughout), print. It is
 * inside each page, so that a page is one request; the policy of the page allows it by its digest, and no other.
 */
export const style = `
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1b1f24;--soft:#4b5563;--line:#d3d8df;--link:#0b57a4;--good:#0a6630;--good-bg:#e3f5e9;--bad:#a1162a;--bad-bg:#fdeaec;--warn:#7a4a00;--warn-bg:#fff3d9}
@media (prefers-color-scheme:dark){:root{--bg:#14171b;--card:#1e2329;--ink:#eceff3;--soft:#b4bcc7;--line:#3a424d;--link:#8cc2ff;--good:#8fe3ad;--good-bg:#12341f;--bad:#ffb0b9;--bad-bg:#461a20;--warn:#ffd58a;--warn-bg:#3d2c0a}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:60rem;margin-inline:auto;padding:1rem}
header,footer{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;justify-content:space-between;align-items:center;color:var(--soft)}
header nav ul,.plain{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:0;padding:0}
a{color:var(--link);text-underline-offset:.2em}
header a,.plain a{display:inline-block;padding-block:.25rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
article,.panel{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:clamp(1rem,4vw,2rem)}
.top{display:grid;gap:1.5rem;grid-template-columns:minmax(0,13rem) minmax(0,1fr);align-items:start}
.top>img{inline-size:100%;block-size:auto;max-block-size:13rem;object-fit:contain}
.top.alone{grid-template-columns:minmax(0,1fr)}
h1{font-size:clamp(1.5rem,5vw,2.1rem);line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem}
h3,h4,h5,h6{font-size:1.05rem;margin:1rem 0 .25rem}
.kind{margin:0;color:var(--soft)}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1rem;margin:1rem 0}
dt{color:var(--soft)}
dd{margin:0}
.status{border-inline-start:.35rem solid;border-radius:.35rem;padding:.6rem 1rem;margin:1rem 0}
.status p{margin:0}
.good{color:var(--good);background:var(--good-bg)}
.bad{color:var(--bad);background:var(--bad-bg)}
.warn{color:var(--warn);background:var(--warn-bg)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-block:1.5rem}
.button,button{display:inline-block;font:inherit;font-weight:600;padding:.6rem 1.1rem;border-radius:.5rem;border:2px solid var(--link);background:var(--card);color:var(--link);text-decoration:none;cursor:pointer}
.button:hover,button:hover{text-decoration:underline}
pre,code,textarea{font-family:ui-monospace,Consolas,monospace;font-size:.875rem}
pre{overflow-x:auto;border:1px solid var(--line);border-radius:.5rem;padding:.75rem;white-space:pre-wrap}
table{border-collapse:collapse;inline-size:100%}
th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:start;vertical-align:top}
.wide{overflow-x:auto;margin-block:1rem}
.wide table{min-inline-size:34rem}
summary{cursor:pointer;padding-block:.25rem}
main>nav{margin-block:1rem}
blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:.25rem solid var(--line)}
label,legend{font-weight:600;display:block}
input,textarea{font:inherit;inline-size:100%;padding:.5rem;border:1px solid var(--soft);border-radius:.4rem;background:var(--card);color:var(--ink)}
fieldset{border:0;padding:0;margin:0}
.field{margin-block:1.25rem}
.hint{color:var(--soft);margin:.25rem 0}
.qr{background:#fff;color:#000;inline-size:min(16rem,100%);border-radius:.5rem}
.qr svg{display:block;inline-size:100%;block-size:auto}
.steps{list-style:none;padding:0;margin:0}
.steps li{border-block-end:1px solid var(--line);padding-block:.75rem}
.steps strong{display:inline-block;padding:.1rem .6rem;border-radius:.35rem;margin-inline-end:.5rem}
@media (max-width:40rem){.top{grid-template-columns:minmax(0,1fr)}.top>img{max-inline-size:11rem}dl{grid-template-columns:minmax(0,1fr)}dd{margin-block-end:.5rem}}
@media print{:root{--bg:#fff;--card:#fff;--ink:#000;--soft:#333}nav,.actions,.screen{display:none}article{border:0;padding:0}a[href^="http"]::after{content:" (" attr(href) ")";font-size:.8em}}
`.trim();

/** The digest of the style sheet, as a policy names it. */
export const styleDigest = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
