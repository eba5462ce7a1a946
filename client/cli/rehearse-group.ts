import { InvalidArgumentError, Option } from 'commander';
import type { RehearseFlags } from './actions/rehearse.ts';
import { type Build, type CliCommand, withCommon } from './command.ts';

export function addRehearseCommand(program: CliCommand, build: Build): void {
  const rehearse = program.command('rehearse');
  rehearse
    .about(
      'judge the tickets of an old event log by a policy: what would have happened',
      'rehearse tickets.csv --mapping examples/helpdesk.yaml --policy device-maker',
      'rehearse tickets.csv --mapping examples/helpdesk.yaml --policy ./next --against device-maker --show flips',
      'rehearse tickets.xes --mapping examples/helpdesk.yaml --policy device-maker --limit 40 --engine',
    )
    .argument('<log>', 'a CSV or XES file, or - for stdin')
    .requiredOption('--mapping <file>', 'how the log becomes cases (docs/reference/rehearse.md)')
    .requiredOption('--policy <policy>', 'a name under policies/, or a folder')
    .option('--against <policy>', 'show what changes from that policy to this one')
    .addOption(new Option('--show <list>', 'list as well').choices(['flips']))
    .option('--limit <number>', 'only the first so many tickets', ticketsArgument)
    .option('--engine', 'live the same tickets through on a real engine, too; needs --limit');
  withCommon(rehearse, build).action(async (log: string, given: RehearseFlags) => {
    const { rehearseLog } = await import('./actions/rehearse.ts');
    build.done(await rehearseLog(log, given, build.deps));
  });
}

function ticketsArgument(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Write a whole number, 1 or more.');
  return number;
}
