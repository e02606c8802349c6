import type { Say } from '../i18n/use-text.ts';
import { actorText } from './actor-text.ts';

/**
 * Who did something, as the end of a sentence: "by Ada".
 *
 * @param actor `user:<id>`, `key:<id>` or `cli:<name>`
 * @param name null to those who may not see it, and where nobody knows it
 */
export function actorWords(say: Say, actor: string, name: string | null): string {
  const [kind] = actor.split(':');
  if (kind === 'key') return name === null ? say(actorText.someKey) : say(actorText.key, { name });
  if (kind === 'cli') return name === null ? say(actorText.someCommand) : say(actorText.command, { name });
  return name === null ? say(actorText.someUser) : say(actorText.user, { name });
}
