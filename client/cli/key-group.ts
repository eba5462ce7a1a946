import { Option } from 'commander';
import { API_ROLES, type ApiRole } from '../../domain/access/roles.ts';
import { act, type Build, type CliCommand, withCommon } from './command.ts';
import type { CommonOptions } from './deps.ts';
import { numberWithin, overlapArgument } from './numbers.ts';

interface CreateFlags extends CommonOptions {
  readonly role: ApiRole;
  readonly person?: string;
  readonly label?: string;
  readonly expiresIn?: number;
}

interface RotateFlags extends CommonOptions {
  readonly overlap: number;
}

/** Keys of the API: who may speak to it, and as whom. */
export function addKeyCommands(program: CliCommand, build: Build): void {
  const group = program.command('key');
  group.about('make, list, rotate and revoke keys of the API', 'key create --role back-office --label erp', 'key list');

  const create = group.command('create');
  create
    .about(
      'make a key; it is shown once',
      'key create --role back-office --label erp',
      'key create --role technician --person tech-1 --expires-in 90',
    )
    .addOption(new Option('--role <role>', 'as whom it speaks').choices(API_ROLES).makeOptionMandatory())
    .option('--person <person>', 'whom of the policy it speaks for; a technician’s key names one')
    .option('--label <text>', 'what you call it, if not by its role')
    .option('--expires-in <days>', 'good for so many days; until it is revoked unless given', daysArgument);
  withCommon(create, build).action((given: CreateFlags) =>
    act(build, given, async () => (await import('./actions/key.ts')).createKeyAction(given)),
  );

  const list = group.command('list');
  list.about('list the keys of an organisation, the oldest first', 'key list');
  withCommon(list, build).action((given: CommonOptions) =>
    act(build, given, async () => (await import('./actions/key.ts')).listKeysAction),
  );

  const rotate = group.command('rotate');
  rotate
    .about('give a key another secret; the one before stays good for a while', 'key rotate 3fa9c2d17e04 --overlap 48')
    .option('--overlap <hours>', 'how long the secret before stays good', overlapArgument, 24)
    .argument('<key>', 'its id, as key list shows it');
  withCommon(rotate, build).action((id: string, given: RotateFlags) =>
    act(build, given, async () => (await import('./actions/key.ts')).rotateKeyAction(id, given.overlap)),
  );

  const revoke = group.command('revoke');
  revoke.about('end a key at once', 'key revoke 3fa9c2d17e04').argument('<key>', 'its id, as key list shows it');
  withCommon(revoke, build).action((id: string, given: CommonOptions) =>
    act(build, given, async () => (await import('./actions/key.ts')).revokeKeyAction(id)),
  );
}

const MOST_DAYS = 3_650;

function daysArgument(text: string): number {
  return numberWithin(text, 1, MOST_DAYS);
}
