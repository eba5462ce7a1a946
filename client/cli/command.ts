import { Command, type HelpContext, InvalidArgumentError, Option } from 'commander';
import type { About } from './advice.ts';
import type { CliDeps, CommonOptions, ExitCode } from './deps.ts';
import { OUTPUT_FORMATS } from './deps.ts';
import type { Action } from './session.ts';

/** Commander with our manners: asking for nothing gives help as a result, not as an error. */
export class CliCommand extends Command {
  override createCommand(name?: string): CliCommand {
    return new CliCommand(name);
  }

  override help(context?: HelpContext | ((text: string) => string)): never {
    return typeof context === 'function' ? super.help(context) : super.help({ ...context, error: false });
  }

  /** What it does, then how it looks, then every flag. */
  about(summary: string, ...examples: readonly string[]): this {
    const shown = examples.map((example) => `  $ aftercare ${example}`).join('\n');
    this.summary(summary);
    this.addHelpText(
      'before',
      `${summary[0]?.toUpperCase()}${summary.slice(1)}.\n${shown && `\nExamples:\n${shown}\n`}`,
    );
    return this;
  }
}

/** What a subcommand is built with: the process around it, and where its exit code goes. */
export interface Build {
  readonly deps: CliDeps;
  readonly done: (code: ExitCode) => void;
}

export function withCommon(
  command: CliCommand,
  { deps }: Build,
  formats: readonly string[] = OUTPUT_FORMATS,
): CliCommand {
  return command
    .addOption(new Option('-o, --output <format>', 'how to print').choices(formats).default('text'))
    .option('--organisation <id>', 'whose cases', deps.defaultOrganisation)
    .option('--no-color', 'plain text (also NO_COLOR)');
}

/** Runs an action in a session; its modules are loaded only now, so that help is quick. */
export async function act(
  build: Build,
  options: CommonOptions,
  load: () => Promise<Action>,
  about: About = {},
): Promise<void> {
  const [{ inSession }, action] = await Promise.all([import('./session.ts'), load()]);
  build.done(await inSession(build.deps, options, action, about));
}

/** Runs what needs no session; its errors are told in the same way. */
export async function actPlainly(build: Build, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { reportError } = await import('./report-error.ts');
    build.done(reportError(error, build.deps, 'text'));
  }
}

/** A case's id as people type it: `c-7k3m…` and `7K3M…` are `C-7K3M…`; a unit in care is `U-…`. */
export function caseIdArgument(text: string): string {
  const typed = text.trim().toUpperCase();
  const id = /^[CU]-/.test(typed) ? typed : `C-${typed}`;
  if (!/^[CU]-[0-9A-HJKMNP-TV-Z]{10}$/.test(id)) {
    throw new InvalidArgumentError('A case id is C- and ten letters or digits, such as C-7K3M9P2QXA.');
  }
  return id;
}

export function wholeNumberArgument(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 1_000) {
    throw new InvalidArgumentError('Write a whole number from 1 to 1000.');
  }
  return number;
}

export function withCaseId(command: CliCommand): CliCommand {
  return command.argument('<case>', 'its id, such as C-7K3M9P2QXA', caseIdArgument);
}
