import { act, type Build, type CliCommand, caseIdArgument, wholeNumberArgument, withCommon } from './command.ts';
import type { CommonOptions } from './deps.ts';
import { commaList } from './endpoint-group.ts';

interface ListFlags extends CommonOptions {
  readonly case?: string;
  readonly limit: number;
}
interface ListenFlags extends CommonOptions {
  readonly forwardTo: string;
  readonly events?: string[];
}
interface ResendFlags extends CommonOptions {
  readonly endpoint?: string;
}

/** What other systems hear (docs/reference/events.md). */
export function addEventCommands(program: CliCommand, build: Build): void {
  const group = program.command('events');
  group.about(
    'read, forward and repeat what other systems hear',
    'events list',
    'events listen --forward-to http://localhost:3000/hook',
  );

  const list = group.command('list');
  list
    .about('list the latest events, oldest first', 'events list', 'events list --case C-7K3M9P2QXA -o jsonl')
    .option('--case <case>', 'only of this case', caseIdArgument)
    .option('--limit <number>', 'at most so many', wholeNumberArgument, 50);
  withCommon(list, build).action((given: ListFlags) =>
    act(build, given, async () => {
      const { case: caseId, limit } = given;
      const filter = caseId === undefined ? { limit } : { limit, caseId };
      return (await import('./actions/events.ts')).listEventsAction(filter);
    }),
  );

  const listen = group.command('listen');
  listen
    .about(
      'forward what happens from now on to a program you are writing; Ctrl-C ends it',
      'events listen --forward-to http://localhost:3000/hook',
      'events listen --forward-to http://localhost:3000/hook --events case.*',
    )
    .requiredOption('--forward-to <url>', 'where events are posted, also on this machine')
    .option('--events <list>', 'only these, such as case.opened,message.*; every event unless given', commaList);
  withCommon(listen, build).action((given: ListenFlags) =>
    act(build, given, async () => {
      const { forwardTo, events = null } = given;
      return (await import('./actions/listen.ts')).listenAction(forwardTo, events);
    }),
  );

  const resend = group.command('resend');
  resend
    .about(
      'send an event once more, now, with the id it has',
      'events resend C-7K3M9P2QXA:12',
      'events resend C-7K3M9P2QXA:12 --endpoint E-7K3M9P2QXA',
    )
    .option('--endpoint <endpoint>', 'only there; to every enabled endpoint that wants it unless given')
    .argument('<event>', 'its id, as events list shows it');
  withCommon(resend, build).action((id: string, given: ResendFlags) =>
    act(build, given, async () => (await import('./actions/events.ts')).resendAction(id, given.endpoint)),
  );
}
