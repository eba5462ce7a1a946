import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { childCalled, cpuBetween, cpuSeconds } from '../../bench/cpu.ts';

const BURN = 'while (process.cpuUsage().user < 300_000) for (let i = 0; i < 1e6; i += 1);';

test('the CPU of a process counts its threads, its children and those that have ended', async () => {
  // A shell that waits for one child and then lives on, so that only its record of the child is left.
  const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" -e '${BURN}'; echo burnt; read line`]);
  try {
    const before = cpuSeconds({ shell: shell.pid! });
    await once(shell.stdout, 'data');
    const spent = cpuBetween(before, cpuSeconds({ shell: shell.pid! }));
    expect(spent.shell).toBeGreaterThan(0.25);
    expect(childCalled('sh')).toBeGreaterThan(0);
  } finally {
    shell.kill();
  }
});

test('a process that is not there is an error and not a zero', () => {
  expect(() => childCalled('no-such-program')).toThrow('no child process is called no-such-program');
});
