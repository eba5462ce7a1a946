import { InvalidArgumentError } from 'commander';
import { actPlainly, type Build, type CliCommand } from './command.ts';

/** What runs the engine rather than asks it; `workers/` gives the work. */
export function addRunCommands(program: CliCommand, build: Build): void {
  const { run } = build.deps;

  const demo = program.command('demo');
  demo
    .about(
      'play four cases from request to the last follow-up on a real engine, in skipped time',
      'demo',
      'demo --keep',
    )
    .option('--keep', 'leave everything running at the end, to look around')
    .action(({ keep = false }: { keep?: boolean }) => actPlainly(build, () => run.demo({ keep })));

  const dev = program.command('dev');
  dev
    .about(
      'run everything on this machine: database, engine, worker, mail and SMS that go nowhere',
      'dev',
      'dev --fresh',
    )
    .option('--data <folder>', 'where data is kept between runs')
    .option('--fresh', 'begin with nothing')
    .action(({ data = null, fresh = false }: { data?: string | null; fresh?: boolean }) =>
      actPlainly(build, () => run.dev({ data, fresh })),
    );

  const worker = program.command('worker');
  worker
    .about('run a worker against the engine and database of the environment', 'worker', 'worker --health-port 8081')
    .option('--health-port <port>', 'answer /healthz there', portArgument)
    .action(({ healthPort = null }: { healthPort?: number | null }) =>
      actPlainly(build, () => run.worker({ healthPort })),
    );

  const api = program.command('api');
  api
    .about('serve the HTTP API, the pages of links and the doors of providers', 'api', 'api --port 8080')
    .option('--port <port>', 'where to listen', portArgument)
    .action(({ port = null }: { port?: number | null }) => actPlainly(build, () => run.api({ port })));

  const migrate = program.command('migrate');
  migrate
    .about('bring the database and the search attributes up to this version', 'migrate')
    .action(() => actPlainly(build, () => run.migrate()));
}

function portArgument(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('Write a port from 1 to 65535.');
  return port;
}
