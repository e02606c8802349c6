import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandError } from '../../errors.ts';
import type { CommandContext } from '../context.ts';

/** Standard input to its end, without the line end that `echo` puts there. */
export async function readSecret({ stdin }: CommandContext): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stdin) parts.push(Buffer.from(part));
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

/**
 * Asks whoever sits at the terminal, without showing what is typed. Secrets never come from the command line, where every
 * process of the machine can read them.
 *
 * @param nobody what to tell when there is no terminal
 * @throws LaurelError USAGE when there is nobody to ask, INTERRUPTED when whoever was asked gave up
 */
export async function askSecrets(
  { stdin, stderr, signal }: CommandContext,
  questions: readonly string[],
  nobody: readonly string[],
): Promise<string[]> {
  if (!stdin.isTTY) throw new CommandError('USAGE', nobody);
  // readline keeps the terminal from showing what is typed, and would show it itself: into nothing, here. It is there
  // before the first question and until after the last, for somebody may type ahead.
  const nowhere = new Writable({ write: (_part, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true });
  const givenUp = new Promise<never>((_resolve, reject) => {
    const giveUp = (): void => reject(new CommandError('INTERRUPTED', 'Nothing was done.'));
    lines.once('SIGINT', giveUp).once('close', giveUp);
    signal.addEventListener('abort', giveUp, { once: true });
  });
  givenUp.catch(() => {});
  const typed = lines[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string> => {
    stderr.write(question);
    const { value } = await Promise.race([typed.next(), givenUp]);
    stderr.write('\n');
    return value as string;
  };
  try {
    const answers: string[] = [];
    for (const question of questions) answers.push(await ask(question));
    return answers;
  } finally {
    lines.close();
  }
}
