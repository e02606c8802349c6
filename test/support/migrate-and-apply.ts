import { expect } from 'vitest';
import { runLaurel } from './laurel.ts';
import type { LaurelEnvironment } from './laurel.ts';

/** But notes, such as that a badge that was taken away never comes back, and courses of which no event has told yet. */
const withoutWarnings: unknown = expect.not.stringMatching(/^(laurel:|Warning:(?!.*No event has named the course))/m);

/** Makes the tables and brings in the templates of a file, by the real commands. */
export async function migrateAndApply(environment: LaurelEnvironment, file: string): Promise<void> {
  for (const command of [['migrate'], ['apply', file]])
    expect(await runLaurel(command, environment)).toMatchObject({ code: 0, stderr: withoutWarnings });
}
