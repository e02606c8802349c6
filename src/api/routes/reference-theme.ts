/**
 * What is added to the page of the reference: a way back to the pages, and names and landmarks that its parts lack. It is drawn by
 * a script, so each of its changes is looked at. By a file of its own, for the page allows no script inside it.
 */
export const referenceScript = `
const way = document.createElement('nav');
way.className = 'laurel-way';
way.setAttribute('aria-label', 'Laurel');
const back = document.createElement('a');
back.href = '/';
back.textContent = 'Back to Laurel';
way.append(back);
const skip = document.createElement('a');
skip.className = 'laurel-skip';
skip.href = '#operations';
skip.textContent = 'Skip to operations';
document.body.prepend(skip, way);

const page = document.querySelector('#swagger-ui');
const said = [
  ['.info .title', 'aria-level', '1'],
  ['.opblock-tag, .models > h4', 'aria-level', '2'],
  ['.information-container', 'role', 'region'],
  ['.information-container', 'aria-label', 'About this API'],
  ['.scheme-container', 'role', 'region'],
  ['.scheme-container', 'aria-label', 'Server and authorization'],
  ['select#servers', 'aria-label', 'Server'],
  ['.opblock-section-header h4, .opblock-title, .responses-inner h4, .responses-inner h5', 'aria-level', '3'],
  ['pre.microlight', 'tabindex', '0'],
];
const complete = () => {
  for (const [parts, name, value] of said)
    for (const part of page.querySelectorAll(parts)) if (part.getAttribute(name) !== value) part.setAttribute(name, value);
  // A link inside a button is neither for keyboards nor for screen readers; the button does the same.
  for (const link of page.querySelectorAll('.opblock-summary-control a[href]')) link.removeAttribute('href');
};
new MutationObserver(complete).observe(page, { childList: true, subtree: true });
complete();
`;

/**
 * Its looks: those of the pages, in light and dark. The bar to open other descriptions leads nowhere here, and the way to the
 * operations comes first in the document.
 */
export const referenceStyle = `
.laurel-way { padding: 12px 20px; font: 16px/1.4 system-ui, sans-serif; background: #ffffff; }
.laurel-way a { color: #1d5c3f; }
.laurel-skip { position: absolute; left: -9999px; padding: 12px 20px; font: 16px/1.4 system-ui, sans-serif; background: #ffffff; color: #1d5c3f; }
.laurel-skip:focus { left: 0; z-index: 1; }
.swagger-ui .topbar, .swagger-ui__skip-link { display: none; }
.swagger-ui .info .title small { background: #4a5060; }
.swagger-ui .info .title small.version-stamp { background: #3f6d00; }
.swagger-ui .info .title small pre { color: #ffffff; }
.swagger-ui .opblock .opblock-summary-method { color: #ffffff; text-shadow: none; }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #1f5f99; }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #1d6b41; }
.swagger-ui .opblock.opblock-put .opblock-summary-method { background: #8a5200; }
.swagger-ui .opblock.opblock-patch .opblock-summary-method { background: #0b6b57; }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #b3261e; }
.swagger-ui .microlight span[style*="211, 99, 99"] { color: #ffb3b3 !important; }
@media (prefers-color-scheme: light) {
  .swagger-ui .info a, .swagger-ui .info a .url { color: #1d5c3f; }
  .swagger-ui .btn.authorize { color: #1d5c3f; border-color: #1d5c3f; }
  .swagger-ui .btn.authorize svg { fill: #1d5c3f; }
}
@media (prefers-color-scheme: dark) {
  .laurel-way, .laurel-skip { background: #16181c; }
  .laurel-way a, .laurel-skip { color: #8fd6b2; }
}
`;
