import type { ValueName } from '../../domain/case/items/item.ts';
import { machineOf } from '../../domain/case/items/machines.ts';
import type { CaseView, NextStep } from '../../domain/case/view.ts';
import { partsOf } from '../../domain/policy/item-words.ts';
import type { CliDeps } from './deps.ts';
import { hintOf } from './hint.ts';

/** What to type for the next step of a case: subcommand and flags, `…` where only a person knows. Steps of the engine have none. */
const COMMAND_OF_STEP: Readonly<Record<string, (view: CaseView) => string>> = {
  'provide-facts': ({ caseId, missingFacts }) =>
    `provide ${caseId} ${missingFacts.map((fact) => `--${fact} …`).join(' ')}`,
  'remote-help': ({ caseId }) => `remote-help ${caseId} --outcome …`,
  classify: ({ caseId }) => `classify ${caseId} --grade …`,
  'hand-off': ({ caseId }) => `hand-off ${caseId}`,
  assign: ({ caseId }) => `assign ${caseId}`,
  schedule: ({ caseId }) => `schedule ${caseId} --start "YYYY-MM-DD HH:MM" --end HH:MM`,
  confirm: ({ caseId }) => `confirm ${caseId} --by customer`,
  depart: ({ caseId, technicianId }) => `depart ${caseId} --by ${technicianId ?? '…'}`,
  arrive: ({ caseId, technicianId }) => `arrive ${caseId} --by ${technicianId ?? '…'}`,
  reinforce: ({ caseId }) => `reinforce ${caseId} --person …`,
  report: ({ caseId, technicianId }) => `report ${caseId} --cause … --result … --by ${technicianId ?? '…'}`,
  sign: ({ caseId }) => `sign ${caseId} --opinion … --by customer`,
  rate: ({ caseId }) => `rate ${caseId} --score … --by customer`,
  call: ({ caseId }) => `contact ${caseId} --channel phone --outcome …`,
  'answer-follow-up': ({ caseId }) => `follow-up ${caseId} --day … --answer … --by customer`,
  resume: ({ caseId }) => `resume ${caseId}`,
  'record-purchase': ({ caseId }) => `record-purchase ${caseId} --product-model …`,
};

/** Flags that are called otherwise than the value they fill. */
const FLAG_OF_VALUE: Readonly<Partial<Record<ValueName, string>>> = {
  agreedMs: 'until',
  amountMinor: 'amount-minor',
  referenceId: 'reference',
};

/** What to type for the next step of an item: `training.done`, or `allocation.opened` when it must be asked for anew. */
function itemCommand({ caseId, items = [] }: CaseView, what: string): string {
  const { name, step } = partsOf(what) ?? { name: what, step: '…' };
  if (step === 'opened') return `open-item ${caseId} --item ${name}`;
  const item = items.find((one) => one.next?.what === what);
  const needed = item === undefined ? [] : (machineOf(item.is).steps[step]?.needs ?? []);
  const flags = needed.map((value) => ` --${FLAG_OF_VALUE[value] ?? value} …`).join('');
  return `advance ${caseId} --item ${item?.id ?? name} --step ${step}${flags} --by ${item?.next?.personId ?? '…'}`;
}

/** Of an item, or of an occasion of care; what comes by itself needs nobody. */
function stepCommand(view: CaseView, { what, who }: NextStep): string | undefined {
  if (view.stage !== 'care') return itemCommand(view, what);
  if (who === 'engine') return undefined;
  const occasion = partsOf(what)?.name ?? what;
  const isRated = view.care?.occasions.find(({ name }) => name === occasion)?.does === 'rate';
  const said = isRated ? '--score …' : '--answer …';
  return `answer-occasion ${view.caseId} --occasion ${occasion} ${said}${who === 'customer' ? ' --by customer' : ''}`;
}

/** Commands worth trying on a case as it stands, the likeliest first. */
export function nextCommands(view: CaseView, deps: Pick<CliDeps, 'program'>): string[] {
  const { caseId, stage, nextStep, clocks, hold, leadId, items = [] } = view;
  if (stage === 'closed') return [hintOf(deps, `case show ${caseId} --timeline`)];
  const step = nextStep === null ? undefined : COMMAND_OF_STEP[nextStep.what];
  const escalated = clocks.some(({ status }) => status === 'breached');
  const main = nextStep?.what.includes('.') ? stepCommand(view, nextStep) : step?.(view);
  const beside = items.flatMap(({ next }) => (next === null || next.what === nextStep?.what ? [] : [next.what]));
  const lines = [
    main ?? `watch ${caseId}`,
    ...beside.map((what) => itemCommand(view, what)),
    ...(escalated ? [`acknowledge ${caseId} --by ${leadId ?? '…'}`] : []),
    ...(hold === null && nextStep?.who === 'customer' ? [`hold ${caseId} --reason …`] : []),
  ];
  return lines.map((line) => hintOf(deps, `case ${line}`));
}
