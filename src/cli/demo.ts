import type { Command } from 'commander';
import { readNumber } from './terminal/arguments.ts';
import type { CommandContext } from './context.ts';
import { DEFAULT_RATE } from './demo/options.ts';
import type { DemoOptions } from './demo/options.ts';

const help = `
Starts a complete Laurel with its pages and an embedded database in a temporary directory, a simulated LMS that sends events
over HTTP, and a simulated Credly and Accredible that sometimes fail on purpose. Nothing leaves this machine, and nothing
stays on it. Open the pages with the one-time link in the terminal. The demo's issuer, Demo Academy, signs the badges issued
through this site; the terminal shows the URL of a published one, to look at and to verify. It also names a learner: in a
private window, sign in with the simulated LMS as this learner, open My badges, and publish a badge.

Examples:
  npm run demo                                       until Ctrl-C, 20 events a second; the terminal shows the URL of the pages
  npm run demo -- --events 2000 --exit               to the end, then check the providers
  npm run demo -- --events 2000 --exit --json        the same, one JSON object on standard output
  npm run -s laurel -- verify --local ADDRESS        verify the badge that the demo shows, while it runs
`;

export function addDemo(program: Command, context: CommandContext): void {
  program
    .command('demo')
    .description('Show Laurel at work on simulated services: nothing to install or configure')
    .option('--events <number>', 'how many events the LMS sends; unlimited by default', readNumber)
    .option(
      '--rate <number>',
      `events a second (default: ${DEFAULT_RATE}; with --exit as many as possible)`,
      readNumber,
    )
    .option('--seed <number>', 'seed of the simulated history', readNumber, 1)
    .option('--exit', 'end when everything is processed and delivered, then check the providers; needs --events')
    .option('--json', 'print one JSON object at the end and nothing else')
    .addHelpText('after', help)
    .action(async (options: DemoOptions) => {
      // No other command needs the simulators and the pages.
      const { demo } = await import('./demo/demo.ts');
      await demo(context, options);
    });
}
