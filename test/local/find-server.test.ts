import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { goInstall } from '../../local/go-install.ts';
import { downloadCli } from '../../local/temporal/download-cli.ts';
import { findTemporalServer } from '../../local/temporal/find-server.ts';
import { compareVersions, serverVersionOfCli } from '../../local/temporal/versions.ts';
import { cliArguments } from '../../local/temporal-server.ts';

let folder: string;
let said: string[];
const log = (sentence: string): void => void said.push(sentence);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftercare-find-'));
  await mkdir(join(folder, 'bin'));
  said = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function program(path: string, script: string): Promise<string> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

const env = () => ({ PATH: join(folder, 'bin'), XDG_CACHE_HOME: join(folder, 'cache') });
const cached = () => join(folder, 'cache', 'aftercare', 'temporal-server-1.32.1');

test('the tool on the PATH comes first', async () => {
  const path = await program(
    join(folder, 'bin', 'temporal'),
    'echo "temporal version 1.9.1 (Server 1.32.1, UI 2.54.1)"',
  );
  await program(cached(), '');
  expect(await findTemporalServer(log, env())).toEqual({ foundBy: 'cli', kind: 'cli', path });
});

test('a tool whose server can not skip time is passed over, and that is said', async () => {
  await program(join(folder, 'bin', 'temporal'), 'echo "temporal version 1.5.0 (Server 1.29.1, UI 2.40.0)"');
  await program(cached(), '');
  expect(await findTemporalServer(log, env())).toEqual({ foundBy: 'cache', kind: 'server', path: cached() });
  expect(said.join()).toMatch(/1\.29\.1, older than 1\.32\.0/);
});

test('with Go there the server is built into the cache, with a word on how long it takes', async () => {
  // The stand-in for the compiler makes what `go install` would: a program named after the package.
  await program(join(folder, 'bin', 'go'), '/bin/cp "$0" "$GOBIN/server"; echo "$@" > "$GOBIN/../asked"');
  // A tool that is there and no use keeps the SDK from downloading one.
  await program(join(folder, 'cache', 'aftercare', 'temporal-cli'), 'exit 1');
  expect(await findTemporalServer(log, env())).toEqual({ foundBy: 'go', kind: 'server', path: cached() });
  expect(await readFile(join(folder, 'cache', 'aftercare', 'asked'), 'utf8')).toContain(
    'go.temporal.io/server/cmd/server@v1.32.1',
  );
  expect(said[0]).toBe('Building the Temporal server once (4 to 5 minutes on two cores)…');
});

test('when nothing works, one error names all the ways', async () => {
  await program(join(folder, 'cache', 'aftercare', 'temporal-cli'), 'exit 1');
  await program(join(folder, 'bin', 'go'), 'echo "go: module needs a newer Go" >&2; exit 1');
  const error: Error = await findTemporalServer(log, env()).then(
    () => new Error('found'),
    (each) => each,
  );
  for (const way of [
    '"temporal" command line tool',
    cached(),
    'Temporal SDK then downloads',
    'Install Go',
    'needs a newer Go',
  ]) {
    expect(error.message).toContain(way);
  }
});

test('what the SDK downloads is kept; a network that lets nothing through is given up soon', async () => {
  const working = join(folder, 'sdk.mjs');
  await writeFile(
    working,
    `import { writeFileSync } from 'node:fs';
     export const TestWorkflowEnvironment = { createLocal: async ({ server }) => {
       writeFileSync(server.executable.downloadDir + '/temporal-sdk-x', '#!/bin/sh\\n');
       return { teardown: async () => undefined };
     } };`,
  );
  const dead = join(folder, 'dead.mjs');
  await writeFile(
    dead,
    'export const TestWorkflowEnvironment = { createLocal: () => new Promise(() => setInterval(() => 0, 999)) };',
  );
  const startedAtMs = Date.now();
  expect(await downloadCli(join(folder, 'none'), pathToFileURL(dead).href)).toBeUndefined();
  expect(Date.now() - startedAtMs).toBeLessThan(4_000);
  expect(await downloadCli(join(folder, 'some'), pathToFileURL(working).href)).toBe(
    join(folder, 'some', 'temporal-cli'),
  );
}, 20_000);

test('builders in several places make one program, once', async () => {
  const go = await program(
    join(folder, 'go'),
    `echo built >> ${join(folder, 'count')}; sleep 0.3; cp "$0" "$GOBIN/thing"`,
  );
  const thing = {
    name: 'the thing',
    usually: 'a moment',
    goPackage: 'example.org/thing@v1',
    target: join(folder, 'c', 'thing'),
  };
  await Promise.all([goInstall(go, thing, log), goInstall(go, thing, log), goInstall(go, thing, log)]);
  expect(await readFile(join(folder, 'count'), 'utf8')).toBe('built\n');
  expect(said.filter((each) => each.startsWith('Waiting for another process'))).toHaveLength(2);
});

test('the lock of a builder that died does not block', async () => {
  const go = await program(join(folder, 'go'), 'cp "$0" "$GOBIN/thing"');
  const target = join(folder, 'c', 'thing');
  await mkdir(`${target}.lock`, { recursive: true });
  await writeFile(join(`${target}.lock`, 'pid'), '4194304');
  await goInstall(go, { name: 'the thing', usually: 'a moment', goPackage: 'example.org/thing@v1', target }, log);
  expect(await readFile(target, 'utf8')).toContain('GOBIN');
});

test('versions are compared by number', () => {
  expect(compareVersions('1.32.1', '1.9.9')).toBeGreaterThan(0);
  expect(compareVersions('1.32.0', '1.32.0')).toBe(0);
  expect(serverVersionOfCli('temporal version 1.9.1 (Server 1.32.1, UI 2.54.1)')).toBe('1.32.1');
  expect(serverVersionOfCli('nonsense')).toBeUndefined();
});

test('the tool is told to stay on loopback, to keep its data and to skip time', () => {
  const headless = cliArguments({ port: 1, uiPort: 2, ui: false, database: 'd.db' }).join(' ');
  expect(headless).toMatch(/--ip 127\.0\.0\.1 --port 1 --db-filename d\.db/);
  expect(headless).toContain('--headless');
  expect(headless).toContain('--dynamic-config-value frontend.WorkflowTimeSkippingEnabled=true');
  expect(headless).toContain('--dynamic-config-value system.namespaceCacheRefreshInterval="500ms"');
  expect(cliArguments({ port: 1, uiPort: 2, ui: true, database: 'd.db' }).join(' ')).toContain(
    '--ui-ip 127.0.0.1 --ui-port 2',
  );
});
