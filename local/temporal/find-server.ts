import { join } from 'node:path';
import { goInstall } from '../go-install.ts';
import { isExecutable, type Log, onPath, outputOf, programCache } from '../programs.ts';
import { downloadCli } from './download-cli.ts';
import { compareVersions, OLDEST_USABLE_SERVER, serverVersionOfCli, TEMPORAL_SERVER_VERSION } from './versions.ts';

export type FoundBy = 'cli' | 'cache' | 'download' | 'go';

/** `cli` is the `temporal` command line tool with a server inside; `server` is the bare server. */
export type FoundServer = { foundBy: FoundBy; kind: 'cli' | 'server'; path: string };

/** The ways to come by a server, for the sentence that says that all of them failed. */
function allWays(cache: string, tried: readonly string[]): Error {
  return new Error(
    [
      'No Temporal server could be found or made on this machine. Any one of these helps:',
      `  1. Put the "temporal" command line tool (with server ${OLDEST_USABLE_SERVER} or later) on the PATH.`,
      `  2. Put a server binary at ${join(cache, `temporal-server-${TEMPORAL_SERVER_VERSION}`)}.`,
      '  3. Let the network through once: the Temporal SDK then downloads the tool by itself.',
      '  4. Install Go 1.26.8 or later: the server is then built once from source (4 to 5 minutes).',
      'What was tried:',
      ...tried.map((each) => `  - ${each}`),
    ].join('\n'),
  );
}

/** Whether the server inside a `temporal` tool is new enough; undefined when it does not say. */
async function usableCli(path: string): Promise<{ usable: boolean; version: string | undefined }> {
  const version = serverVersionOfCli((await outputOf(path, ['--version'])) ?? '');
  return { usable: version !== undefined && compareVersions(version, OLDEST_USABLE_SERVER) >= 0, version };
}

/**
 * Finds a Temporal server, cheapest way first: the `temporal` tool on the PATH, the user's cache,
 * the SDK's own download, a build with Go.
 *
 * @throws one error that names all four ways and why each failed
 */
export async function findTemporalServer(log: Log, env: NodeJS.ProcessEnv = process.env): Promise<FoundServer> {
  const tried: string[] = [];
  const cache = programCache(env);

  const cli = await onPath('temporal', env);
  if (cli === undefined) tried.push('There is no "temporal" on the PATH.');
  else {
    const { usable, version } = await usableCli(cli);
    if (usable) return { foundBy: 'cli', kind: 'cli', path: cli };
    const sentence = `${cli} has server ${version ?? 'of an unknown version'}, older than ${OLDEST_USABLE_SERVER}: passed over.`;
    tried.push(sentence);
    log(sentence);
  }

  const cachedServer = join(cache, `temporal-server-${TEMPORAL_SERVER_VERSION}`);
  if (await isExecutable(cachedServer)) return { foundBy: 'cache', kind: 'server', path: cachedServer };
  const cachedCli = join(cache, 'temporal-cli');
  if ((await isExecutable(cachedCli)) && (await usableCli(cachedCli)).usable) {
    return { foundBy: 'cache', kind: 'cli', path: cachedCli };
  }
  tried.push(`There is nothing at ${cachedServer}.`);

  const downloaded = await downloadCli(cache);
  if (downloaded !== undefined) {
    const { usable, version } = await usableCli(downloaded);
    if (usable) return { foundBy: 'download', kind: 'cli', path: downloaded };
    tried.push(`The SDK downloaded a tool with server ${version ?? 'of an unknown version'}, which is too old.`);
  } else tried.push('The SDK could not download the tool over this network.');

  const go = await onPath('go', env);
  if (go === undefined) tried.push('There is no "go" on the PATH.');
  else {
    try {
      const goPackage = `go.temporal.io/server/cmd/server@v${TEMPORAL_SERVER_VERSION}`;
      const program = { name: 'the Temporal server', usually: '4 to 5 minutes on two cores', goPackage };
      await goInstall(go, { ...program, target: cachedServer }, log);
      return { foundBy: 'go', kind: 'server', path: cachedServer };
    } catch (error) {
      tried.push(`The build with Go failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw allWays(cache, tried);
}
