import { Option } from 'commander';
import type { MessageState } from '../../database/messages.ts';
import {
  act,
  actPlainly,
  type Build,
  type CliCommand,
  caseIdArgument,
  wholeNumberArgument,
  withCommon,
} from './command.ts';
import type { CommonOptions } from './deps.ts';

const MESSAGE_STATES: readonly MessageState[] = ['planned', 'claimed', 'sent', 'refused', 'suppressed', 'unknown'];

interface MessageFlags extends CommonOptions {
  readonly case?: string;
  readonly state?: MessageState;
  readonly limit: number;
}

export function addMessageCommands(program: CliCommand, build: Build): void {
  const group = program.command('message');
  group.about('read the ledger of messages', 'message list --state unknown');
  const list = group.command('list');
  list
    .about(
      'list messages in the order they were planned',
      'message list --case C-7K3M9P2QXA',
      'message list --state refused',
    )
    .option('--case <case>', 'only of this case', caseIdArgument)
    .addOption(new Option('--state <state>', 'only in this state').choices(MESSAGE_STATES))
    .option('--limit <number>', 'at most so many', wholeNumberArgument, 100);
  withCommon(list, build).action((given: MessageFlags) =>
    act(build, given, async () => {
      const { messagesAction } = await import('./actions/messages.ts');
      const { case: caseId, state, limit } = given;
      return messagesAction({
        limit,
        ...(caseId === undefined ? {} : { caseId }),
        ...(state === undefined ? {} : { state }),
      });
    }),
  );
}

interface TestFlags {
  readonly engine?: true;
  readonly only?: string;
}

export function addPolicyCommands(program: CliCommand, build: Build): void {
  const group = program.command('policy');
  group.about('read, check and apply service policies', 'policy check policies/device-maker', 'policy show');

  const list = group.command('list');
  list.about('list stored versions, the newest first', 'policy list');
  withCommon(list, build).action((given: CommonOptions) =>
    act(build, given, async () => (await import('./actions/policy.ts')).policyListAction),
  );

  const show = group.command('show');
  show.about('show kinds, limits, hours and people of a policy', 'policy show', 'policy show 3fa9c2d17e04');
  withCommon(show.argument('[version]', 'the active one unless given'), build).action(
    (version: string | undefined, given: CommonOptions) =>
      act(build, given, async () => (await import('./actions/policy.ts')).policyShowAction(version)),
  );

  const check = group.command('check');
  check.about(
    'find what is wrong or doubtful in a policy folder, with file:line:column',
    'policy check policies/device-maker',
  );
  withCommon(check.argument('<folder>'), build).action(async (folder: string, given: CommonOptions) => {
    const { checkPolicy } = await import('./actions/policy.ts');
    build.done(await checkPolicy(folder, build.deps, given));
  });

  const schema = group.command('schema');
  schema
    .about('print the JSON Schema of a policy file, for editors', 'policy schema > policies/policy.schema.json')
    .action(() => actPlainly(build, async () => (await import('./actions/policy.ts')).printSchema(build.deps)));

  const test = group.command('test');
  test
    .about(
      'live the scenarios of a policy through, in the core and on a real engine',
      'policy test',
      'policy test policies/device-maker --only hand-off',
      'policy test --engine',
    )
    .option('--engine', 'also on a private engine with skipped time, which must do the same')
    .option('--only <text>', 'only scenarios that say this')
    .argument('[folder]', 'a policy, or a folder of them', 'policies');
  withCommon(test, build).action(async (folder: string, given: CommonOptions & TestFlags) => {
    const { testPolicies } = await import('./actions/policy-test.ts');
    build.done(await testPolicies(folder, build.deps, given));
  });

  const apply = group.command('apply');
  apply
    .about(
      'check a policy folder and open new cases under it',
      'policy apply policies/device-maker',
      'policy apply policies/device-maker --organisation acme --create "Acme Service"',
    )
    .option('--create <name>', 'make the organisation if it does not exist');
  withCommon(apply.argument('<folder>'), build).action(
    async (folder: string, given: CommonOptions & { readonly create?: string }) => {
      const { applyPolicy } = await import('./actions/policy.ts');
      build.done(await applyPolicy(folder, given.create, build.deps, given));
    },
  );
}
