import { randomBytes } from 'node:crypto';
import { longestPassword, shortestPassword } from '../../auth/password-rules.ts';
import { CommandError } from '../../errors.ts';
import type { CommandContext } from '../context.ts';
import { askSecrets, readSecret } from './secret.ts';

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
    throw new CommandError('USAGE', 'Choose one: --password-stdin or --generate-password.');
  if (generatePassword) return { password: randomBytes(18).toString('base64url'), generated: true };
  const password = passwordStdin ? await readSecret(context) : await askTwice(context);
  if (password.length < shortestPassword || password.length > longestPassword)
    throw new CommandError('USAGE', `A password must have ${shortestPassword} to ${longestPassword} characters.`);
  return { password, generated: false };
}

async function askTwice(context: CommandContext): Promise<string> {
  const questions = [`Password (at least ${shortestPassword} characters): `, 'The same again: '];
  const [password = '', again] = await askSecrets(context, questions, [
    'There is no terminal for entering the password.',
    'Send it with --password-stdin, or generate one with --generate-password.',
  ]);
  if (password !== again) throw new CommandError('USAGE', 'The two passwords are different. Nothing was done.');
  return password;
}
