import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { told } from '../told.ts';
import type { Told } from '../told.ts';

/** How long passwords are. */
export const shortestPassword = 12;
export const longestPassword = 128;

/** From 0 to 4; 3 stands for at least 10^8 guesses. */
const leastScore = 3;
/** The estimate takes longer than the password is long, and who needs more letters than these has a good one. */
const judgedLetters = 64;

/**
 * What is wrong with a new password besides its length: it is on the lists that everybody guesses from, blanks, a pattern
 * of the keyboard, a repetition, or made of what is known of its owner.
 *
 * @param known name and e-mail address of its owner
 * @returns a sentence for whoever chose it; null when nothing is wrong
 */
export async function weaknessOf(password: string, known: readonly string[]): Promise<Told | null> {
  if (password.trim() === '') return told`The password contains only spaces. Choose another one.`;
  const owner = known.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter(({ length }) => length > 2);
  if (isOwners(password, known)) return told`The password is your own name or e-mail address. Choose another one.`;
  const estimate = (await estimator()).check(password.slice(0, judgedLetters), owner);
  return estimate.score >= leastScore
    ? null
    : told`The password is too easy to guess: attackers try common passwords, patterns, repetitions, names and addresses first. Choose another one, such as four unrelated words.`;
}

/** The address or the name itself, however it is written, with nothing much around it. */
function isOwners(password: string, known: readonly string[]): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const chosen = plain(password);
  return known.some(
    (text) => plain(text).length > 5 && chosen.replace(plain(text), '').length < 4 && chosen.includes(plain(text)),
  );
}

let opened: Promise<ZxcvbnFactory> | undefined;

/** Loaded with the first password that somebody chooses: the lists are large, and most processes never need them. */
function estimator(): Promise<ZxcvbnFactory> {
  opened ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
    ([{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }]) =>
      new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }),
  );
  return opened;
}
