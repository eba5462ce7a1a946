import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../client/cli/program.ts';
import { ConfigError, readConfig, required } from './config.ts';

/** The only place that knows this process: its arguments, environment, streams and signals. */
export async function main(argv: readonly string[]): Promise<void> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());
  endQuietlyWhenNobodyReads();
  const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);
  try {
    const env = withRunningDev(process.env);
    const config = readConfig(env);
    process.exitCode = await runCli(argv, {
      connect: async () => (await import('./connect.ts')).connect(config, env),
      run: {
        dev: async ({ data, fresh }) => {
          const { runDev } = await import('../local/dev.ts');
          const dataDir = data ?? config.dataDir;
          await runDev({ dataDir, fresh, given: process.env, signal: interrupted.signal, say });
        },
        worker: async ({ healthPort }) => {
          const { runWorkerProcess } = await import('./worker-command.ts');
          const { temporalAddress } = await import('./temporal-address.ts');
          const health = healthPort === null ? config.health : { host: '127.0.0.1', port: healthPort };
          await runWorkerProcess({ ...config, health }, temporalAddress(env), interrupted.signal);
        },
        migrate: async () => {
          const { migrateAll } = await import('./migrate-command.ts');
          await migrateAll(required(config.databaseUrl, 'DATABASE_URL'), env, say);
        },
        demo: async ({ keep }) => {
          const { runDemo } = await import('../local/demo/run-demo.ts');
          const kept = await runDemo({
            keep,
            signal: interrupted.signal,
            out: process.stdout,
            say,
            color: wantsColor(process.env),
          });
          if (!kept) throw new Error('Not everything that the demo promises has happened; see the lines marked ✗.');
        },
      },
      stdout: process.stdout,
      stderr: process.stderr,
      stdin: process.stdin,
      columns: process.stdout.columns ?? Number.POSITIVE_INFINITY,
      color: wantsColor(process.env),
      defaultOrganisation: config.organisationId,
      defaultBy: 'back-office:cli',
      nowMs: Date.now,
      interrupted: interrupted.signal,
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    say(error.message);
    process.exitCode = 2;
  }
}

/** What `aftercare dev` has written down fills in what the environment does not say. */
function withRunningDev(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (env.DATABASE_URL || env.TEMPORAL_ADDRESS) return env;
  try {
    const file = join(readConfig(env).dataDir, 'environment.json');
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
