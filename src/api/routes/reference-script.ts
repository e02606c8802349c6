/**
 * What is added to the page of the reference: a way back to the pages, and names, roles and landmarks that its parts lack. It is
 * drawn by a script, so each of its changes is looked at. By a file of its own, for the page allows no script inside it.
 */
export const referenceScript = `
const viewport = document.createElement('meta');
viewport.name = 'viewport';
viewport.content = 'width=device-width, initial-scale=1';
document.head.append(viewport);

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
const textOf = (part) => part?.textContent.trim() ?? '';
const said = [
  ['.info .title', 'aria-level', '1'],
  ['.opblock-tag, .models > h4, .modal-ux-header h3', 'aria-level', '2'],
  ['.opblock h4, .opblock h5, .auth-container h4', 'aria-level', '3'],
  ['.auth-container h6', 'aria-level', '4'],
  ['.information-container', 'role', 'region'],
  ['.information-container', 'aria-label', 'About this API'],
  ['.scheme-container', 'role', 'region'],
  ['.scheme-container', 'aria-label', 'Server and authorization'],
  ['select#servers', 'aria-label', 'Server'],
  ['.expand-operation', 'aria-label', (button) => 'Operations: ' + button.closest('.opblock-tag').dataset.tag],
  ['pre.microlight', 'tabindex', '0'],
  // Tables of answers are told to be regions, and the heads of their columns to be cells.
  ['.responses-table', 'role', 'table'],
  ['.responses-header > td', 'role', 'columnheader'],
  ['tr[data-param-name] :is(input, select, textarea)', 'aria-label', (field) => field.closest('tr').dataset.paramName],
  ['.opblock-section-request-body textarea', 'aria-label', 'Request body'],
  ['.json-schema-2020-12-accordion', 'aria-expanded', (button) => String(button.querySelector('[class*="--expanded"]') !== null)],
  ['.modal-ux', 'role', 'dialog'],
  ['.modal-ux', 'aria-label', 'Available authorizations'],
  ['.close-modal', 'aria-label', 'Close'],
  ['.auth-container input', 'aria-label', (field) => 'Value: ' + textOf(field.closest('.auth-container').querySelector('h4 code'))],
];
// A link inside a button is neither for keyboards nor for screen readers; the button does the same. A box has no name: its button has.
// The buttons of the dialog are called what stands on them.
const unsaid = [
  ['.opblock-summary-control a[href]', 'href'],
  ['div.copy-to-clipboard[aria-label], .modal-btn[aria-label]', 'aria-label'],
];

const complete = () => {
  for (const [parts, name, value] of said)
    for (const part of page.querySelectorAll(parts)) {
      const wanted = typeof value === 'string' ? value : value(part);
      if (part.getAttribute(name) !== wanted) part.setAttribute(name, wanted);
    }
  for (const [parts, name] of unsaid) for (const part of page.querySelectorAll(parts)) part.removeAttribute(name);
};
new MutationObserver(complete).observe(page, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
complete();
`;
