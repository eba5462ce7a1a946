import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { lastLines, startChild } from './child-process.ts';
import { isProcessAlive } from './process-alive.ts';
import { isExecutable, type Log } from './programs.ts';

const PROGRESS_EVERY_MS = 15_000;
const LOOK_AGAIN_AFTER_MS = 500;

export type GoProgram = {
  /** What it is called in progress lines, e.g. `the Temporal server`. */
  name: string;
  /** How long a build takes on a small machine, for the first progress line. */
  usually: string;
  /** The Go package with its version, e.g. `example.org/cmd/server@v1.2.3`. */
  goPackage: string;
  /** Where the finished program is kept. */
  target: string;
};

async function ownerIsAlive(lock: string): Promise<boolean> {
  const pid = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => ''));
  // Between making the folder and naming its owner there is nothing to read: somebody is starting.
  return !Number.isInteger(pid) || pid <= 0 || isProcessAlive(pid);
}

/** Takes the lock, or waits for whoever builds the same thing. Tells which of the two happened. */
async function takeLock(lock: string, program: GoProgram, log: Log): Promise<'taken' | 'built-by-another'> {
  let told = false;
  for (;;) {
    try {
      await mkdir(lock);
      await writeFile(join(lock, 'pid'), String(process.pid));
      if (!(await isExecutable(program.target))) return 'taken';
      // Whoever held the lock until just now has finished it.
      await rm(lock, { recursive: true, force: true });
      return 'built-by-another';
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (await isExecutable(program.target)) return 'built-by-another';
    if (!(await ownerIsAlive(lock))) {
      await rm(lock, { recursive: true, force: true });
      continue;
    }
    if (!told) log(`Waiting for another process that is building ${program.name} (${lock}).`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_AFTER_MS));
  }
}

/**
 * Builds a Go program once into `program.target`; finding it there already is fine. Builders in
 * several processes wait for each other, and the program appears whole or not at all.
 *
 * @throws with the compiler's last lines when the build fails
 */
export async function goInstall(go: string, program: GoProgram, log: Log): Promise<void> {
  const folder = dirname(program.target);
  await mkdir(folder, { recursive: true });
  const lock = `${program.target}.lock`;
  if ((await takeLock(lock, program, log)) === 'built-by-another') return;
  const workshop = await mkdtemp(join(folder, 'build-'));
  const startedAtMs = Date.now();
  const seconds = (): number => Math.round((Date.now() - startedAtMs) / 1_000);
  log(`Building ${program.name} once (${program.usually})…`);
  const progress = setInterval(() => log(`… still building ${program.name}: ${seconds()} s`), PROGRESS_EVERY_MS);
  try {
    const logFile = join(workshop, 'build.log');
    const build = await startChild({
      name: `go install ${program.goPackage}`,
      command: go,
      args: ['install', '-buildvcs=false', program.goPackage],
      logFile,
      // Outside a module folder, so that no go.mod of somebody else has a say; without cgo no C compiler is needed.
      cwd: workshop,
      env: { ...process.env, GOBIN: workshop, GOFLAGS: '', CGO_ENABLED: '0' },
    });
    const how = await build.ended;
    const packagePath = program.goPackage.split('@')[0]!;
    const built = join(workshop, basename(packagePath));
    if (!(await isExecutable(built))) throw new Error(`${how}. Its last lines:\n${await lastLines(logFile)}`);
    await rename(built, program.target);
    log(`Built ${program.name} in ${seconds()} s; it is kept as ${program.target}.`);
  } finally {
    clearInterval(progress);
    await rm(workshop, { recursive: true, force: true });
    await rm(lock, { recursive: true, force: true });
  }
}
