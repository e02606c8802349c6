import type { Locator } from 'playwright-core';

/** How somebody works a page. */
export interface Hand {
  /** Follows a link, pushes a button, ticks a box. */
  push(target: Locator): Promise<void>;
  /** Writes into a field, in place of what is there. */
  write(field: Locator, text: string): Promise<void>;
}

export const finger: Hand = {
  push: (target) => target.tap(),
  write: async (field, text) => {
    await field.tap();
    await field.fill(text);
  },
};

/** So many times Tab; no page here has more places to stop at between two that somebody needs one after the other. */
const MOST_STEPS = 150;

/** With nothing but a keyboard: what Tab does not reach can't be worked. */
export const keyboard: Hand = {
  push: async (target) => {
    await tabTo(target);
    // What is busy does nothing.
    await target.and(target.page().locator(':not([aria-disabled=true])')).waitFor();
    await target.page().keyboard.press((await isBox(target)) ? 'Space' : 'Enter');
  },
  write: async (field, text) => {
    await tabTo(field);
    await field.page().keyboard.press('ControlOrMeta+A');
    await field.page().keyboard.type(text);
  },
};

/** As much of an element of the page as is looked at there. */
interface Node {
  readonly ownerDocument: { readonly activeElement: unknown };
}

/** Whether it has the focus, a turn later: where Tab has led out of a date field, dialogs look only then. Nobody is quicker. */
const hasFocusSoon = (node: Node): Promise<boolean> =>
  new Promise((done) => setTimeout(() => done(node === node.ownerDocument.activeElement)));

async function tabTo(target: Locator): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (await target.evaluate(hasFocusSoon)) return;
    await target.page().keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

async function isBox(target: Locator): Promise<boolean> {
  return ['checkbox', 'radio'].includes((await target.getAttribute('type')) ?? '');
}
