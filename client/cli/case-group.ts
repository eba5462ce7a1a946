import { CASE_COMMANDS, OPEN_FLAGS } from './case-commands.ts';
import type { CaseCommandSpec, FlagSpec } from './case-flags.ts';
import { addCaseReadings } from './case-readings.ts';
import { act, type Build, type CliCommand, withCaseId, withCommon } from './command.ts';
import { type CommonOptions, EXIT } from './deps.ts';
import { addFlags, type GivenFlags } from './flags.ts';
import { clashOf, givenBodyFlags } from './usage.ts';

type Given = CommonOptions & GivenFlags;

/** `aftercare case …`: opening and readings first, then one subcommand a command of the domain. */
export function addCaseCommands(program: CliCommand, build: Build): void {
  const group = program
    .command('case')
    .about(
      'open, read and move cases',
      'case list',
      'case show C-7K3M9P2QXA',
      'case open --channel hotline --phone "+86 139 0000 0000"',
    );
  addOpen(group, build);
  addCaseReadings(group, build);
  for (const spec of CASE_COMMANDS) addCaseCommand(group, spec, build);
}

function addOpen(group: CliCommand, build: Build): void {
  const command = group
    .command('open')
    .about(
      'open a case',
      'case open --customer-name "Li Na" --phone "+86 139 0000 0000" --product-model LK-200',
      'case open --json - < request.json',
      'case open --file requests.jsonl',
    )
    .option('--file <path>', 'one request a line of JSON; - is stdin')
    .option('--json <path>', 'one request as JSON; - is stdin. Keeps personal data out of the shell history');
  withCommon(withSender(addFlags(command, OPEN_FLAGS), build), build).action(async (given: Given) => {
    if (given.json === undefined && given.file === undefined && givenBodyFlags(OPEN_FLAGS, given).length === 0) {
      // An empty case helps nobody: who typed nothing wanted to see what there is.
      command.outputHelp({ error: true });
      return build.done(EXIT.usage);
    }
    refuseClash(command, OPEN_FLAGS, given);
    const load = async () => (await import('./actions/open.ts')).openAction(given);
    await act(build, given, load, { flags: given.json === undefined ? OPEN_FLAGS : null });
  });
}

function addCaseCommand(group: CliCommand, spec: CaseCommandSpec, build: Build): void {
  const command = withCaseId(group.command(spec.name))
    .about(spec.summary, `case ${spec.name} C-7K3M9P2QXA ${spec.example}`.trim())
    .option('--json <path>', 'the body as JSON instead of flags; - is stdin');
  withCommon(withSender(addFlags(command, spec.flags), build), build).action(async (caseId: string, given: Given) => {
    refuseClash(command, spec.flags, given);
    const load = async () => (await import('./actions/send.ts')).sendAction(spec, caseId, given);
    await act(build, given, load, { caseId, flags: given.json === undefined ? spec.flags : null });
  });
}

function refuseClash(command: CliCommand, flags: readonly FlagSpec[], given: Given): void {
  const clash = clashOf(flags, given);
  if (clash !== null) command.error(`error: ${clash}`);
}

function withSender(command: CliCommand, { deps }: Build): CliCommand {
  return command
    .option('--by <who>', `customer, a person of the policy, or back-office:name (${deps.defaultBy})`)
    .option('--at <time>', 'when it happened, if earlier than now: 13:40, "2026-05-01 13:40" or with an offset')
    .option('--command-id <id>', 'repeat with the same one to be sure that it counts once');
}
