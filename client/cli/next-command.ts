import type { CaseView } from '../../domain/case/view.ts';
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
  arrive: ({ caseId, technicianId }) => `arrive ${caseId} --by ${technicianId ?? '…'}`,
  report: ({ caseId, technicianId }) => `report ${caseId} --cause … --result … --by ${technicianId ?? '…'}`,
  sign: ({ caseId }) => `sign ${caseId} --opinion … --by customer`,
  rate: ({ caseId }) => `rate ${caseId} --score … --by customer`,
  'answer-follow-up': ({ caseId }) => `follow-up ${caseId} --day … --answer … --by customer`,
  resume: ({ caseId }) => `resume ${caseId}`,
};

/** Commands worth trying on a case as it stands, the likeliest first. */
export function nextCommands(view: CaseView, deps: Pick<CliDeps, 'program'>): string[] {
  const { caseId, stage, nextStep, clocks, hold, leadId } = view;
  if (stage === 'closed') return [hintOf(deps, `case show ${caseId} --timeline`)];
  const step = nextStep === null ? undefined : COMMAND_OF_STEP[nextStep.what];
  const escalated = clocks.some(({ status }) => status === 'breached');
  const lines = [
    step === undefined ? `watch ${caseId}` : step(view),
    ...(escalated ? [`acknowledge ${caseId} --by ${leadId ?? '…'}`] : []),
    ...(hold === null && nextStep?.who === 'customer' ? [`hold ${caseId} --reason …`] : []),
  ];
  return lines.map((line) => hintOf(deps, `case ${line}`));
}
