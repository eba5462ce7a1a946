import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { addCaseCommands } from './case-group.ts';
import { type Build, CliCommand } from './command.ts';
import { addDayCommands } from './day-group.ts';
import { type CliDeps, EXIT, type ExitCode } from './deps.ts';
import { addEndpointCommands } from './endpoint-group.ts';
import { addEventCommands } from './events-group.ts';
import { addImportCommands } from './import-group.ts';
import { addInboxCommands } from './inbox-group.ts';
import { addKeyCommands } from './key-group.ts';
import { addMailCommands } from './mail-group.ts';
import { addMessageCommands, addPolicyCommands } from './other-groups.ts';
import { addRehearseCommand } from './rehearse-group.ts';
import { addReportCommands } from './report-group.ts';
import { addRunCommands } from './run-commands.ts';

/** The whole command line, built apart from running; `done` hears the exit code of what was run. */
export function buildProgram(deps: CliDeps, done: (code: ExitCode) => void = () => {}): CliCommand {
  const build: Build = { deps, done };
  const program = new CliCommand('aftercare');
  program
    .about(
      'keep what was promised to customers: every case, every limit, every message',
      'demo',
      'dev',
      'case list',
      'case show C-7K3M9P2QXA',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => deps.stdout.write(text),
      writeErr: (text) => deps.stderr.write(text),
      getOutHelpWidth: () => helpWidth(deps),
      getErrHelpWidth: () => helpWidth(deps),
      getOutHasColors: () => deps.color,
      getErrHasColors: () => deps.color,
    })
    .configureHelp({ showGlobalOptions: false, sortSubcommands: false })
    .showHelpAfterError('Add --help to see what there is.')
    .helpCommand('help [command]', 'show what a command does and takes')
    .version(versionOfPackage(), '-V, --version', 'print the version');
  addCaseCommands(program, build);
  addDayCommands(program, build);
  addMessageCommands(program, build);
  addInboxCommands(program, build);
  addMailCommands(program, build);
  addPolicyCommands(program, build);
  addReportCommands(program, build);
  addImportCommands(program, build);
  addKeyCommands(program, build);
  addEndpointCommands(program, build);
  addEventCommands(program, build);
  addRehearseCommand(program, build);
  addRunCommands(program, build);
  return program;
}

/** Runs one command line (`process.argv`) and gives its exit code. A fault of ours is told, never thrown. */
export async function runCli(argv: readonly string[], deps: CliDeps): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = buildProgram(deps, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const { reportError } = await import('./report-error.ts');
    return reportError(error, deps, 'text');
  }
}

function versionOfPackage(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function helpWidth({ columns }: CliDeps): number {
  return Number.isFinite(columns) ? Math.min(columns, 100) : 100;
}
