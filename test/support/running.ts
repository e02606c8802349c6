import type { ChildProcess } from 'node:child_process';

/** A run that is broken off must leave no server behind. */
const running = new Map<ChildProcess, NodeJS.Signals>();
process.once('exit', () => {
  for (const [child, signal] of running) child.kill(signal);
});

/** Has a process end with this one, by the signal that ends it at once and leaves no children of its own behind. */
export function endWithThisProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): void {
  running.set(child, signal);
  child.once('exit', () => running.delete(child));
}
