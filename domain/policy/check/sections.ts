import type { FaultPath, Finding } from '../fault.ts';
import { IDLE } from '../idle.ts';
import type { Recipient } from '../pinned.ts';
import type { PolicySource } from '../schema.ts';
import type { PlanStage } from '../vocabulary.ts';
import { plansOf } from './reach.ts';

/** The section that a stage works by. */
const SECTION: readonly (readonly [PlanStage, keyof typeof IDLE & keyof PolicySource])[] = [
  ['hand-off', 'handOff'],
  ['assign', 'assignment'],
  ['appointment', 'appointment'],
  ['callback', 'callback'],
  ['follow-up', 'followUp'],
];

/** Sections may be left out where no plan needs them. */
export function checkSections(source: PolicySource): Finding[] {
  const stages = plansOf(source).flatMap((plan) => plan.stages);
  const missing = SECTION.filter(([stage, section]) => stages.includes(stage) && source[section] === IDLE[section]);
  return [
    ...missing.map(([stage, section]): Finding => {
      const message = `${section} is missing; plans with ${stage} need it (docs/reference/policy.md)`;
      return { code: 'missing', message, path: [section] };
    }),
    ...leaderless(source),
  ];
}

/** Before a hand-off the lead is whoever holds the role that cases are handed off to: somebody must be named there. */
function leaderless(source: PolicySource): Finding[] {
  if (source.handOff !== IDLE.handOff) return [];
  const isLead = (to: Recipient | undefined): boolean => to?.kind === 'lead' || to?.kind === 'technician';
  const paths: FaultPath[] = [
    ...Object.entries(source.clocks).flatMap(([id, { warn }]) =>
      warn?.kind === 'lead' ? [['clocks', id, 'warn']] : [],
    ),
    ...Object.entries(source.ladders).flatMap(([id, steps]) =>
      steps.flatMap(({ notify }, i) => (isLead(notify) ? [['ladders', id, i, 'notify']] : [])),
    ),
    ...source.notices.flatMap(({ to }, i) => (to?.kind === 'lead' ? [['notices', i, 'to']] : [])),
  ];
  const message =
    'nobody is the lead here; write handOff: { to: … } with the role that answers for a case, or name a role:…';
  return paths.map((path) => ({ code: 'nobody-holds-role', message, path }));
}
