import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../client/cli/program.ts';
import { dataDirOf, organisationOf, readConfig, required } from './config.ts';
import { programName } from './program-name.ts';

const EXIT_INTERRUPTED = 130;

/** The only place that knows this process: its arguments, environment, streams and signals. */
export async function main(argv: readonly string[]): Promise<void> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // The first asks for an orderly stop; who asks twice does not want to wait for it.
    process.on(signal, () => (interrupted.signal.aborted ? process.exit(EXIT_INTERRUPTED) : interrupted.abort()));
  }
  endQuietlyWhenNobodyReads();
  const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);
  const env = withRunningDev(process.env);
  process.exitCode = await runCli(argv, {
    connect: async () => (await import('./connect.ts')).connect(readConfig(env), env),
    run: {
      dev: async ({ data, fresh }) => {
        const { runDev } = await import('../local/dev.ts');
        const dataDir = data ?? readConfig(process.env).dataDir;
        await runDev({ dataDir, fresh, given: process.env, signal: interrupted.signal, say });
      },
      worker: async ({ healthPort }) => {
        const { runWorkerProcess } = await import('./worker-command.ts');
        const { temporalAddress } = await import('./temporal-address.ts');
        const config = readConfig(env);
        const health = healthPort === null ? config.health : { host: '127.0.0.1', port: healthPort };
        await runWorkerProcess({ ...config, health }, temporalAddress(env), interrupted.signal).finally(endSoon);
      },
      api: async ({ port }) => {
        const { runApiProcess } = await import('./api-command.ts');
        const { temporalAddress } = await import('./temporal-address.ts');
        const config = readConfig(env);
        const api = port === null ? config.api : { ...config.api, port };
        await runApiProcess({ ...config, api }, temporalAddress(env), interrupted.signal);
      },
      migrate: async () => {
        const { migrateAll } = await import('./migrate-command.ts');
        await migrateAll(required(readConfig(env).databaseUrl, 'DATABASE_URL'), env, say);
      },
      demo: async ({ keep }) => {
        const { runDemo } = await import('../local/demo/run-demo.ts');
        const { stdout: out } = process;
        const kept = await runDemo({ keep, signal: interrupted.signal, out, say, color: wantsColor(process.env) });
        if (!kept) throw new Error('Not everything that the demo promises has happened; see the lines marked ✗.');
      },
      post: async (target, event) => {
        const { postEvent } = await import('../activities/webhooks/post.ts');
        return postEvent(target, event, { nowMs: Date.now });
      },
      scripts: async function* (plays) {
        const { runScripts } = await import('../local/rehearsal/run-scripts.ts');
        yield* runScripts(plays, { signal: interrupted.signal, say });
      },
    },
    program: programName(process.env.PATH),
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    columns: process.stdout.columns ?? Number.POSITIVE_INFINITY,
    color: wantsColor(process.env),
    defaultOrganisation: organisationOf(env),
    defaultBy: 'back-office:cli',
    publicUrl: () => readConfig(env).publicUrl,
    nowMs: Date.now,
    interrupted: interrupted.signal,
  });
}

const END_WITHIN_MS = 3_000;

/** What a worker leaves behind when it dies must not keep a process that does nothing: its supervisor would wait for it. */
function endSoon(): void {
  setTimeout(() => process.exit(), END_WITHIN_MS).unref();
}

/** What `aftercare dev` has written down fills in what the environment does not say. */
function withRunningDev(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (env.DATABASE_URL || env.TEMPORAL_ADDRESS) return env;
  try {
    const file = join(dataDirOf(env), 'environment.json');
    return { ...(JSON.parse(readFileSync(file, 'utf8')) as NodeJS.ProcessEnv), ...env };
  } catch {
    return env;
  }
}

/** `aftercare case list | head` closes the pipe early; that is no fault. */
function endQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
}

function wantsColor(env: NodeJS.ProcessEnv): boolean {
  return process.stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}
