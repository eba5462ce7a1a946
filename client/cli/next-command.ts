import type { CaseView } from '../../domain/case/view.ts';
import { CASE_COMMANDS } from './case-commands.ts';

/** What the next step of a case is called as a subcommand; steps of the engine have none. */
const COMMAND_OF_STEP: Readonly<Record<string, string>> = {
  'provide-facts': 'provide',
  'remote-help': 'remote-help',
  classify: 'classify',
  'hand-off': 'hand-off',
  assign: 'assign',
  schedule: 'schedule',
  confirm: 'confirm',
  arrive: 'arrive',
  report: 'report',
  sign: 'sign',
  rate: 'rate',
  'answer-follow-up': 'follow-up',
  resume: 'resume',
};

/** Commands worth trying on a case as it stands, the likeliest first. */
export function nextCommands(view: CaseView): string[] {
  if (view.stage === 'closed') return [`aftercare case show ${view.caseId} --personal`];
  const step = view.nextStep === null ? undefined : COMMAND_OF_STEP[view.nextStep.what];
  const escalated = view.clocks.some((clock) => clock.status === 'breached');
  return [
    ...(step === undefined ? [`aftercare case watch ${view.caseId}`] : [commandLine(step, view)]),
    ...(escalated ? [commandLine('acknowledge', view)] : []),
    ...(view.hold === null && view.nextStep?.who === 'customer' ? [commandLine('hold', view)] : []),
  ];
}

function commandLine(name: string, view: CaseView): string {
  const spec = CASE_COMMANDS.find((one) => one.name === name);
  const example = name === 'provide' ? view.missingFacts.map((fact) => `--${fact} …`).join(' ') : spec?.example;
  const follow = name === 'follow-up' ? '--day … --answer fine --by customer' : example;
  return ['aftercare case', name, view.caseId, follow].filter(Boolean).join(' ');
}
