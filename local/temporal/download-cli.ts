import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isExecutable } from '../programs.ts';

const NOTHING_CAME_AFTER_MS = 2_500;
const LOOK_EVERY_MS = 100;

const DOWNLOAD_SCRIPT = `
  const [testing, downloadDir] = process.argv.slice(1);
  const { TestWorkflowEnvironment } = await import(testing);
  const server = { ip: '127.0.0.1', executable: { type: 'cached-download', downloadDir } };
  const environment = await TestWorkflowEnvironment.createLocal({ server });
  await environment.teardown();
`;

/**
 * Lets the SDK fetch the Temporal CLI, as its own test environment does. The SDK only offers to
 * download and start in one go, and keeps one runtime a process; hence a process of its own, which
 * can also be given up when nothing arrives within about two seconds.
 *
 * @returns the path of the CLI in `folder`; undefined when the network does not let it through
 */
export async function downloadCli(
  folder: string,
  sdkTesting: string = pathToFileURL(createRequire(import.meta.url).resolve('@temporalio/testing')).href,
): Promise<string | undefined> {
  const target = join(folder, 'temporal-cli');
  if (await isExecutable(target)) return target;
  const downloadDir = join(folder, 'download');
  await mkdir(downloadDir, { recursive: true });
  const child = spawn(process.execPath, ['--input-type=module', '-e', DOWNLOAD_SCRIPT, sdkTesting, downloadDir], {
    stdio: 'ignore',
  });
  const ended = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
  const startedAtMs = Date.now();
  const watch = setInterval(async () => {
    const arriving = (await readdir(downloadDir).catch(() => [])).length > 0;
    if (!arriving && Date.now() - startedAtMs > NOTHING_CAME_AFTER_MS) child.kill('SIGKILL');
  }, LOOK_EVERY_MS);
  const worked = await ended;
  clearInterval(watch);
  if (!worked) return undefined;
  const [file] = await readdir(downloadDir);
  if (file === undefined) return undefined;
  await chmod(join(downloadDir, file), 0o755);
  await rename(join(downloadDir, file), target);
  return target;
}
