import { act, type Build, type CliCommand, caseIdArgument, wholeNumberArgument, withCommon } from './command.ts';
import type { CommonOptions } from './deps.ts';

interface ListFlags extends CommonOptions {
  readonly case?: string;
  readonly all?: true;
  readonly limit: number;
}

interface HandlingFlags extends CommonOptions {
  readonly by?: string;
}

/** What customers send back, and what is to be done with what no rule could act on. */
export function addInboxCommands(program: CliCommand, build: Build): void {
  const group = program.command('inbox');
  group.about('read and handle what customers send back', 'inbox list', 'inbox show I-3FSYT6DGBVME6DVK');

  const list = group.command('list');
  list
    .about(
      'list replies that a person should look at, the oldest first',
      'inbox list',
      'inbox list --all --case 7K3M9P2QXA',
    )
    .option('--all', 'also those that wait for nobody')
    .option('--case <case>', 'only of this case', caseIdArgument)
    .option('--limit <number>', 'at most so many', wholeNumberArgument, 100);
  withCommon(list, build).action(({ case: caseId, all, limit, ...given }: ListFlags) =>
    act(build, given, async () =>
      (await import('./actions/inbox.ts')).listInboxAction({
        limit,
        waiting: all !== true,
        ...(caseId === undefined ? {} : { caseId }),
      }),
    ),
  );

  const show = group.command('show');
  show
    .about('show what somebody wrote, and what was made of it', 'inbox show I-3FSYT6DGBVME6DVK')
    .argument('<reply>', 'its id, as inbox list shows it');
  withCommon(show, build).action((id: string, given: CommonOptions) =>
    act(build, given, async () => (await import('./actions/inbox.ts')).showReplyAction(id)),
  );

  const assign = group.command('assign');
  assign
    .about(
      'put the words of a reply on the timeline of a case',
      'inbox assign I-3FSYT6DGBVME6DVK C-7K3M9P2QXA --by desk-1',
    )
    .option('--by <who>', 'a person of the policy, or back-office:<system>')
    .argument('<reply>', 'its id, as inbox list shows it')
    .argument('<case>', 'its id, such as C-7K3M9P2QXA', caseIdArgument);
  withCommon(assign, build).action((id: string, caseId: string, given: HandlingFlags) =>
    act(build, given, async () => (await import('./actions/inbox.ts')).assignReplyAction(id, caseId, given.by)),
  );

  const dismiss = group.command('dismiss');
  dismiss
    .about(
      'nothing is to be done with it; what no case has is forgotten',
      'inbox dismiss I-3FSYT6DGBVME6DVK --by desk-1',
    )
    .option('--by <who>', 'a person of the policy, or back-office:<system>')
    .argument('<reply>', 'its id, as inbox list shows it');
  withCommon(dismiss, build).action((id: string, given: HandlingFlags) =>
    act(build, given, async () => (await import('./actions/inbox.ts')).dismissReplyAction(id, given.by)),
  );
}
