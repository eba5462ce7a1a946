import { Option } from 'commander';
import type { CaseFilter } from '../../database/cases.ts';
import { NAMED_LINKS, type NamedLink } from '../../domain/link/subject.ts';
import { CASE_KINDS, type CaseKind, PLAN_STAGES, type StageName } from '../../domain/policy/vocabulary.ts';
import { act, type Build, type CliCommand, wholeNumberArgument, withCaseId, withCommon } from './command.ts';
import type { CommonOptions } from './deps.ts';

interface ListFlags extends CommonOptions {
  readonly stage?: StageName;
  readonly kind?: CaseKind;
  readonly technician?: string;
  readonly lead?: string;
  readonly customer?: string;
  readonly unit?: string;
  readonly breached?: true;
  readonly closed?: true;
  readonly all?: true;
  readonly limit: number;
  readonly after?: string;
}

interface ShowFlags extends CommonOptions {
  readonly personal?: boolean;
  readonly timeline?: boolean;
}

export function addCaseReadings(group: CliCommand, build: Build): void {
  const list = group
    .command('list')
    .about(
      'list open cases, what is due first',
      'case list',
      'case list --breached',
      'case list --technician tech-4 --all',
    )
    .addOption(new Option('--stage <stage>', 'only in this stage').choices([...PLAN_STAGES, 'closed']))
    .addOption(new Option('--kind <kind>', 'only of this kind').choices([...CASE_KINDS]))
    .option('--technician <person>', 'only of this technician')
    .option('--lead <person>', 'only of this lead')
    .option('--customer <id>', 'only opened for this customer of the register')
    .option('--unit <id>', 'only opened for this unit of the register')
    .option('--breached', 'only with a limit that is broken now')
    .option('--closed', 'closed cases instead of open ones')
    .option('--all', 'open and closed cases')
    .option('--limit <number>', 'at most so many', wholeNumberArgument, 50)
    .option('--after <cursor>', 'go on where a page ended');
  withCommon(list, build).action((given: ListFlags) =>
    act(build, given, async () => {
      const { listAction } = await import('./actions/list.ts');
      return listAction({ filter: filterOf(given), limit: given.limit, after: given.after ?? null });
    }),
  );

  const show = withCaseId(group.command('show'))
    .about(
      'show one case: where it stands, who must do what by when',
      'case show C-7K3M9P2QXA',
      'case show C-7K3M9P2QXA --personal',
    )
    .option('--personal', 'with the customer’s data and all texts')
    .option('--timeline', 'with every event');
  withCommon(show, build).action((caseId: string, { personal = false, timeline = false, ...given }: ShowFlags) =>
    act(build, given, async () => (await import('./actions/show.ts')).showAction(caseId, { personal, timeline }), {
      caseId,
    }),
  );

  const attachments = withCaseId(group.command('attachments'))
    .about(
      'list the photos, signatures and documents of a case, or save them',
      'case attachments C-7K3M9P2QXA',
      'case attachments C-7K3M9P2QXA --save photos',
    )
    .option('--save <folder>', 'write them there, each under its id');
  withCommon(attachments, build).action((caseId: string, { save, ...given }: CommonOptions & { save?: string }) =>
    act(build, given, async () => (await import('./actions/attachments.ts')).attachmentsAction(caseId, save ?? null), {
      caseId,
    }),
  );

  const link = withCaseId(group.command('link'))
    .about(
      'print the link by which the customer does what the case waits for',
      'case link C-7K3M9P2QXA --to status',
      'case link C-7K3M9P2QXA --to sign',
    )
    .addOption(new Option('--to <purpose>', 'what it is for').choices(NAMED_LINKS).makeOptionMandatory());
  withCommon(link, build).action((caseId: string, { to, ...given }: CommonOptions & { to: NamedLink }) =>
    act(build, given, async () => (await import('./actions/link.ts')).linkAction(caseId, to), { caseId }),
  );

  const watch = withCaseId(group.command('watch')).about(
    'print what happens to a case, until it closes or Ctrl-C',
    'case watch C-7K3M9P2QXA',
    'case watch C-7K3M9P2QXA -o jsonl',
  );
  withCommon(watch, build).action((caseId: string, given: CommonOptions) =>
    act(build, given, async () => (await import('./actions/watch.ts')).watchAction(caseId), { caseId }),
  );
}

function filterOf({ stage, kind, technician, lead, customer, unit, breached, closed, all }: ListFlags): CaseFilter {
  const anyState = all === true || stage === 'closed';
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(kind === undefined ? {} : { kind }),
    ...(technician === undefined ? {} : { technicianId: technician }),
    ...(lead === undefined ? {} : { leadId: lead }),
    ...(customer === undefined ? {} : { customerId: customer }),
    ...(unit === undefined ? {} : { unitId: unit }),
    ...(breached === undefined ? {} : { breached }),
    ...(anyState ? {} : { open: closed !== true }),
  };
}
