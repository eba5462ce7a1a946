import { act, type Build, type CliCommand, withCommon } from './command.ts';
import type { CommonOptions } from './deps.ts';
import { overlapArgument } from './numbers.ts';

interface AddFlags extends CommonOptions {
  readonly events?: string[];
  readonly allowPrivate?: true;
}
interface RotateFlags extends CommonOptions {
  readonly overlap: number;
}

/** Where other systems hear of what happens (docs/reference/events.md). */
export function addEndpointCommands(program: CliCommand, build: Build): void {
  const group = program.command('endpoint');
  group.about(
    'say where other systems hear of what happens',
    'endpoint add https://erp.example.com/aftercare',
    'endpoint list',
  );

  const add = group.command('add');
  add
    .about(
      'send events to an address from now on; its secret is shown once',
      'endpoint add https://erp.example.com/aftercare',
      'endpoint add https://erp.example.com/aftercare --events case.opened,case.closed,message.*',
    )
    .option('--events <list>', 'only these, such as case.opened,message.*; every event unless given', commaList)
    .option('--allow-private', 'the address may lie in your own network, and need not be HTTPS')
    .argument('<url>', 'where events are posted');
  withCommon(add, build).action((url: string, given: AddFlags) =>
    act(build, given, async () => (await import('./actions/endpoint.ts')).addEndpointAction(url, given)),
  );

  const list = group.command('list');
  list.about('list endpoints: which are disabled, and what waits for them', 'endpoint list');
  withCommon(list, build).action((given: CommonOptions) =>
    act(build, given, async () => (await import('./actions/endpoint.ts')).listEndpointsAction),
  );

  const show = group.command('show');
  show.about('show one endpoint', 'endpoint show E-7K3M9P2QXA').argument(...ENDPOINT);
  withCommon(show, build).action((id: string, given: CommonOptions) =>
    act(build, given, async () => (await import('./actions/endpoint.ts')).showEndpointAction(id)),
  );

  const enable = group.command('enable');
  enable.about('tell an endpoint again, beginning with what it has missed', 'endpoint enable E-7K3M9P2QXA');
  withCommon(enable.argument(...ENDPOINT), build).action((id: string, given: CommonOptions) =>
    act(build, given, async () => (await import('./actions/endpoint.ts')).enableEndpointAction(id)),
  );

  const disable = group.command('disable');
  disable.about('tell an endpoint nothing until it is enabled again', 'endpoint disable E-7K3M9P2QXA');
  withCommon(disable.argument(...ENDPOINT), build).action((id: string, given: CommonOptions) =>
    act(build, given, async () => (await import('./actions/endpoint.ts')).disableEndpointAction(id)),
  );

  const rotate = group.command('rotate');
  rotate
    .about('give an endpoint another secret; the one before signs along for a while', 'endpoint rotate E-7K3M9P2QXA')
    .option('--overlap <hours>', 'how long the secret before signs along', overlapArgument, 24)
    .argument(...ENDPOINT);
  withCommon(rotate, build).action((id: string, given: RotateFlags) =>
    act(build, given, async () => (await import('./actions/endpoint.ts')).rotateEndpointAction(id, given.overlap)),
  );

  const remove = group.command('remove');
  remove.about('forget an endpoint, and what it has not heard yet', 'endpoint remove E-7K3M9P2QXA');
  withCommon(remove.argument(...ENDPOINT), build).action((id: string, given: CommonOptions) =>
    act(build, given, async () => (await import('./actions/endpoint.ts')).removeEndpointAction(id)),
  );
}

const ENDPOINT = ['<endpoint>', 'its id, as endpoint list shows it'] as const;

/** `case.opened, message.*` */
export function commaList(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
