import { InvalidArgumentError, Option } from 'commander';
import { dayNumber } from '../../domain/shared/civil-date.ts';
import { act, type Build, type CliCommand, withCommon } from './command.ts';
import { type CommonOptions, OUTPUT_FORMATS, type OutputFormat } from './deps.ts';

interface SendFlags extends CommonOptions {
  readonly on?: string;
}
interface ShowFlags extends Omit<SendFlags, 'output'> {
  readonly output: OutputFormat | 'csv';
}

/** Reports on demand; by themselves they are mailed as the policy says. */
export function addReportCommands(program: CliCommand, build: Build): void {
  const group = program.command('report');
  group.about('read and mail the reports to the heads', 'report show weekly', 'report send monthly --on 2026-05-01');

  const show = group.command('show');
  show
    .about(
      'show a report of the last whole week or month',
      'report show weekly',
      'report show monthly --on 2026-05-01',
      'report show weekly -o csv > weekly.csv',
    )
    .argument('<name>', 'as the policy calls it, such as weekly')
    .addOption(onOption());
  withCommon(show, build, [...OUTPUT_FORMATS, 'csv']).action((name: string, given: ShowFlags) => {
    const { output, on } = given;
    const options = { ...given, output: output === 'csv' ? 'text' : output };
    return act(build, options, async () =>
      (await import('./actions/report.ts')).reportShowAction(name, { on, asCsv: output === 'csv' }),
    );
  });

  const send = group.command('send');
  send
    .about('mail a report now; nobody gets the same one twice', 'report send weekly')
    .argument('<name>', 'as the policy calls it, such as weekly')
    .addOption(onOption());
  withCommon(send, build).action((name: string, given: SendFlags) =>
    act(build, given, async () => (await import('./actions/report.ts')).reportSendAction(name, given.on)),
  );
}

function onOption(): Option {
  return new Option('--on <date>', 'as it was due last on that day; today unless given').argParser((text: string) => {
    if (dayNumber(text) === null) throw new InvalidArgumentError('Write a day such as 2026-05-01.');
    return text;
  });
}
