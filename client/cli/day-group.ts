import { InvalidArgumentError } from 'commander';
import { dayNumber } from '../../domain/shared/civil-date.ts';
import { act, type Build, type CliCommand, withCommon } from './command.ts';
import type { CommonOptions } from './deps.ts';

interface LinkFlags extends CommonOptions {
  readonly technician: string;
  readonly on?: string;
}

/** The page on which a technician reads and records the visits of a day. */
export function addDayCommands(program: CliCommand, build: Build): void {
  const group = program.command('day');
  group.about('give technicians the page of their day', 'day link --technician tech-1');

  const link = group.command('link');
  link
    .about(
      'print the link to a technician’s day: who has it sees the visits and records them',
      'day link --technician tech-1',
      'day link --technician tech-1 --on 2026-05-04',
    )
    .requiredOption('--technician <person>', 'whose day, by id')
    .option('--on <date>', 'another day than today', dayArgument);
  withCommon(link, build).action((given: LinkFlags) =>
    act(build, given, async () => (await import('./actions/day.ts')).dayLinkAction(given.technician, given.on)),
  );
}

function dayArgument(text: string): string {
  if (dayNumber(text) === null) throw new InvalidArgumentError('Write a day such as 2026-05-01.');
  return text;
}
