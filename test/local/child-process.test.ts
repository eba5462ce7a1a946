import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startChild } from '../../local/child-process.ts';
import { freePort, freePorts, isPortFree, portsLikeBefore } from '../../local/free-ports.ts';

const TYPESCRIPT = new URL('../../bin/register-typescript.js', import.meta.url).href;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftercare-child-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A dead process nobody has reaped yet still takes signals, so `ps` is asked for its state. */
function isAlive(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}

async function until(what: () => boolean | Promise<boolean>, withinMs = 5_000): Promise<void> {
  const giveUpAtMs = Date.now() + withinMs;
  while (!(await what())) {
    if (Date.now() > giveUpAtMs) throw new Error('It did not come true in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const sh = (script: string) => ({
  name: 'The child',
  command: '/bin/sh',
  args: ['-c', script],
  logFile: join(folder, 'child.log'),
});

describe('a child process', () => {
  test('leaves what it said in the log file and ends when asked', async () => {
    const child = await startChild(sh('echo hello; exec sleep 60'));
    await until(async () => (await readFile(join(folder, 'child.log'), 'utf8')) === 'hello\n');
    await child.stop();
    expect(await child.ended).toBe('The child ended (SIGTERM)');
  });

  test('that dies at start is reported with the last lines of its log', async () => {
    const child = await startChild(sh('echo the port is taken >&2; exit 3'));
    await expect(child.orDeath(new Promise(() => undefined))).rejects.toThrow(/exit code 3[\s\S]*the port is taken/);
  });

  test('that cannot be started is reported with its name', async () => {
    await expect(startChild({ ...sh(''), command: '/no/such/program' })).rejects.toThrow(
      /The child could not be started/,
    );
  });

  test('that ignores the request is killed, with everything it started', async () => {
    const child = await startChild(sh(`trap "" TERM; sleep 61 & echo $!; wait; wait; sleep 60`));
    let grandchild = 0;
    await until(async () => {
      grandchild = Number(await readFile(join(folder, 'child.log'), 'utf8'));
      return grandchild > 0;
    });
    await child.stop(100);
    expect(await child.ended).toBe('The child ended (SIGKILL)');
    await until(() => !isAlive(grandchild));
  });

  test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
    'does not outlive a parent that got %s',
    async (signal) => {
      const script = `
      import { startChild } from ${JSON.stringify(new URL('../../local/child-process.ts', import.meta.url).href)};
      const child = await startChild({ name: 'c', command: '/bin/sleep', args: ['60'], logFile: ${JSON.stringify(join(folder, 'c.log'))} });
      console.log(child.pid);
      setInterval(() => undefined, 1000);
    `;
      const parent = spawn(process.execPath, ['--import', TYPESCRIPT, '--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const pid = await new Promise<number>((resolve) =>
        parent.stdout.once('data', (chunk) => resolve(Number(String(chunk)))),
      );
      expect(isAlive(pid)).toBe(true);
      parent.kill(signal);
      await until(() => !isAlive(pid));
    },
    20_000,
  );
});

describe('free ports', () => {
  test('are different from each other and can be listened on', async () => {
    const ports = await freePorts(20);
    expect(new Set(ports).size).toBe(20);
    expect(await isPortFree(ports[0]!)).toBe(true);
  });

  test('are the remembered ones while those are free', async () => {
    const remembered = await freePorts(3);
    expect(await portsLikeBefore(3, remembered)).toEqual(remembered);
    expect(await portsLikeBefore(2, remembered)).not.toEqual(remembered);
    expect(await freePort()).toBeGreaterThan(1023);
  });
});
