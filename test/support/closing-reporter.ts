import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Closes a run: names every test that was skipped, counts, and, where CI is set, makes a skipped test a failure: a test
 * that nobody runs protects nothing.
 */
export default class ClosingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const of = (state: string): TestCase[] => tests.filter((test) => test.result().state === state);
    const skipped = of('skipped');
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length;
    if (skipped.length > 0) {
      write(`\n${'!'.repeat(80)}\nSKIPPED, because this machine lacks what they need:`);
      for (const test of skipped) write(`  ${test.module.relativeModuleId} > ${test.fullName}`);
      write('!'.repeat(80));
      if (process.env['CI'] === 'true') {
        write('With CI=true a skipped test is a failure.');
        process.exitCode = 1;
      }
    }
    write(`\n${of('passed').length} passed, ${of('failed').length + broken} failed, ${skipped.length} skipped`);
  }
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
