import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type RunningChild, startChild } from '../child-process.ts';
import { goInstall } from '../go-install.ts';
import { isExecutable, type Log, onPath, programCache } from '../programs.ts';
import { TEMPORAL_UI_VERSION } from './versions.ts';

const LOOK_EVERY_MS = 50;
const READY_WITHIN_MS = 10_000;

async function findUi(log: Log): Promise<string> {
  const target = join(programCache(), `temporal-ui-server-${TEMPORAL_UI_VERSION}`);
  if (await isExecutable(target)) return target;
  const go = await onPath('go');
  if (go === undefined) throw new Error('it is neither in the cache nor is there a "go" to build it with');
  const goPackage = `github.com/temporalio/ui-server/v2/cmd/server@v${TEMPORAL_UI_VERSION}`;
  await goInstall(go, { name: 'the Temporal web UI', usually: 'about a minute', goPackage, target }, log);
  return target;
}

async function untilItAnswers(url: string): Promise<void> {
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadlineMs) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`it did not answer at ${url} within ${READY_WITHIN_MS / 1_000} s`);
}

/**
 * Runs Temporal's web UI beside a bare server. The system works without it, so whatever goes wrong
 * here becomes a sentence in the log and no UI.
 */
export async function startTemporalUi(options: {
  dataDir: string;
  address: string;
  port: number;
  log: Log;
}): Promise<{ url: string; child: RunningChild } | undefined> {
  let child: RunningChild | undefined;
  try {
    const program = await findUi(options.log);
    const configFolder = join(options.dataDir, 'ui');
    await mkdir(configFolder, { recursive: true });
    const config = {
      temporalGrpcAddress: options.address,
      host: '127.0.0.1',
      port: options.port,
      enableUi: true,
      defaultNamespace: 'default',
      disableNewsFetch: true,
      cors: { allowOrigins: [`http://127.0.0.1:${options.port}`] },
    };
    await writeFile(join(configFolder, 'aftercare.yaml'), stringify(config));
    child = await startChild({
      name: 'The Temporal web UI',
      command: program,
      args: ['--root', options.dataDir, '--config', 'ui', '--env', 'aftercare', 'start'],
      logFile: join(options.dataDir, 'temporal-ui.log'),
    });
    const url = `http://127.0.0.1:${options.port}`;
    await child.orDeath(untilItAnswers(url));
    return { url, child };
  } catch (error) {
    await child?.stop();
    options.log(`Temporal's web UI is not there: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
