import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { longestPassword, shortestPassword } from '../../auth/password-rules.ts';
import { LaurelError } from '../../errors.ts';
import type { CommandContext } from '../context.ts';

/** Where a password comes from; without either, from whoever sits at the terminal. */
export interface PasswordOptions {
  readonly passwordStdin?: true;
  readonly generatePassword?: true;
}

export interface NewPassword {
  readonly password: string;
  /** True when nobody knows it yet: it has to be shown, once. */
  readonly generated: boolean;
}

/**
 * Gets a new password: asked for twice without showing it, read from standard input, or made. Never from the command
 * line, where every process of the machine can read it.
 *
 * @throws LaurelError USAGE when it is too short or there is nobody to ask, INTERRUPTED when whoever was asked gave up
 */
export async function newPassword(
  context: CommandContext,
  { passwordStdin, generatePassword }: PasswordOptions,
): Promise<NewPassword> {
  if (passwordStdin && generatePassword)
    throw new LaurelError('USAGE', 'Choose one: --password-stdin or --generate-password.');
  if (generatePassword) return { password: randomBytes(18).toString('base64url'), generated: true };
  const password = passwordStdin ? await readAll(context) : await askTwice(context);
  if (password.length < shortestPassword || password.length > longestPassword)
    throw new LaurelError('USAGE', `A password has ${shortestPassword} to ${longestPassword} characters.`);
  return { password, generated: false };
}

/** Standard input to its end, without the line end that `echo` puts there. */
async function readAll({ stdin }: CommandContext): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stdin) parts.push(Buffer.from(part));
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

async function askTwice({ stdin, stderr, signal }: CommandContext): Promise<string> {
  if (!stdin.isTTY)
    throw new LaurelError('USAGE', [
      'There is no terminal to ask for the password at.',
      'Send it with --password-stdin, or let one be made with --generate-password.',
    ]);
  // readline keeps the terminal from showing what is typed, and would show it itself: into nothing, here. It is there
  // before the first question and until after the second, for somebody may type ahead.
  const nowhere = new Writable({ write: (_part, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true });
  const givenUp = new Promise<never>((_resolve, reject) => {
    const giveUp = (): void => reject(new LaurelError('INTERRUPTED', 'Nothing was done.'));
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
    const password = await ask(`Password (at least ${shortestPassword} characters): `);
    const again = await ask('The same again: ');
    if (password !== again) throw new LaurelError('USAGE', 'The two passwords differ. Nothing was done.');
    return password;
  } finally {
    lines.close();
  }
}
