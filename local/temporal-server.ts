import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type ChildOptions, type RunningChild, startChild } from './child-process.ts';
import { portsLikeBefore } from './free-ports.ts';
import { type Log, logToStderr } from './programs.ts';
import { type FoundBy, type FoundServer, findTemporalServer } from './temporal/find-server.ts';
import { waitUntilReady } from './temporal/readiness.ts';
import {
  DYNAMIC_CONFIG,
  type DynamicConfig,
  dynamicConfigYaml,
  SERVER_PORT_COUNT,
  serverConfigYaml,
} from './temporal/server-config.ts';
import { startTemporalUi } from './temporal/ui.ts';

const NAMESPACE = 'default';

export type TemporalServer = {
  /** `host:port` for clients and workers. */
  address: string;
  namespace: 'default';
  /** Where Temporal's web UI is; absent when it was not asked for or can't be had. */
  uiUrl?: string;
  foundBy: FoundBy;
  pid: number;
  /** Settles when the server has ended, with a sentence that says how. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

/** The arguments for the `temporal` tool that give the same server as our own config. */
export function cliArguments(options: {
  port: number;
  uiPort: number;
  ui: boolean;
  database: string;
  settings?: DynamicConfig;
}): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port)],
    ...['--db-filename', options.database, '--namespace', NAMESPACE, '--log-level', 'warn'],
    ...(options.ui ? ['--ui-ip', '127.0.0.1', '--ui-port', String(options.uiPort)] : ['--headless']),
    ...Object.entries({ ...DYNAMIC_CONFIG, ...options.settings }).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
  ];
}

async function serverProcess(
  found: FoundServer,
  dataDir: string,
  ports: readonly number[],
  ui: boolean,
  settings: DynamicConfig,
): Promise<ChildOptions> {
  const common = { name: 'The Temporal server', command: found.path, logFile: join(dataDir, 'temporal-server.log') };
  const database = join(dataDir, 'temporal.db');
  switch (found.kind) {
    case 'cli':
      return { ...common, args: cliArguments({ port: ports[0]!, uiPort: ports.at(-1)!, ui, database, settings }) };
    case 'server': {
      const configFile = join(dataDir, 'temporal-server.yaml');
      const dynamicConfig = join(dataDir, 'temporal-dynamic-config.yaml');
      await writeFile(dynamicConfig, dynamicConfigYaml(settings));
      await writeFile(configFile, serverConfigYaml(ports, { database, dynamicConfig }));
      return { ...common, args: ['--config-file', configFile, '--allow-no-auth', 'start'] };
    }
  }
}

async function rememberedPorts(file: string): Promise<number[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  const ports: unknown = JSON.parse(text);
  return Array.isArray(ports) ? ports.filter((port): port is number => Number.isInteger(port)) : [];
}

/**
 * Runs a private Temporal server on 127.0.0.1 with the namespace `default`, found as
 * `findTemporalServer` says. What it holds, and its ports while they stay free, survive a restart
 * with the same `dataDir`; its output goes to `temporal-server.log` there.
 *
 * @throws when no server can be found, or with the last lines of its log when it does not start
 */
export async function startTemporalServer(options: {
  dataDir: string;
  ui?: boolean;
  /** Instead of those of `DYNAMIC_CONFIG`. */
  settings?: DynamicConfig;
  log?: Log;
}): Promise<TemporalServer> {
  const log = options.log ?? logToStderr;
  const ui = options.ui ?? false;
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const found = await findTemporalServer(log);
  const portsFile = join(dataDir, 'temporal-ports.json');
  const ports = await portsLikeBefore(SERVER_PORT_COUNT + 1, await rememberedPorts(portsFile));
  await writeFile(portsFile, JSON.stringify(ports));
  const uiPort = ports.at(-1)!;
  const address = `127.0.0.1:${ports[0]}`;

  const server = await startChild(await serverProcess(found, dataDir, ports, ui, options.settings ?? {}));
  try {
    await server.orDeath(waitUntilReady(address, NAMESPACE));
  } catch (error) {
    await server.stop();
    throw error;
  }
  let uiUrl: string | undefined;
  let uiChild: RunningChild | undefined;
  if (ui && found.kind === 'cli') uiUrl = `http://127.0.0.1:${uiPort}`;
  if (ui && found.kind === 'server') {
    const started = await startTemporalUi({ dataDir, address, port: uiPort, log });
    uiUrl = started?.url;
    uiChild = started?.child;
  }
  return {
    address,
    namespace: NAMESPACE,
    foundBy: found.foundBy,
    pid: server.pid,
    ended: server.ended,
    ...(uiUrl === undefined ? {} : { uiUrl }),
    async stop() {
      await uiChild?.stop();
      await server.stop();
    },
  };
}
