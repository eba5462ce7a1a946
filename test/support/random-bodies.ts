import { peopleSent } from '../../domain/assignment/team.ts';
import { ABSENTEES } from '../../domain/case/commands/visit.ts';
import type { CommandBodies, CommandType } from '../../domain/case/commands.ts';
import {
  CONTACT_CHANNELS,
  FOLLOW_UP_ANSWERS,
  HOLD_REASONS,
  MANUAL_OUTCOMES,
  MOVE_REASONS,
  OPINIONS,
} from '../../domain/case/commands.ts';
import type { CaseContext } from '../../domain/case/context.ts';
import type { ItemValues } from '../../domain/case/items/item.ts';
import type { Step } from '../../domain/case/items/machine.ts';
import { machineOf } from '../../domain/case/items/machines.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { CONSENT_PURPOSES } from '../../domain/policy/consent-words.ts';
import type { PinnedPolicy } from '../../domain/policy/pinned.ts';
import {
  CHANNELS,
  DAMAGES,
  FAULT_CAUSES,
  type Finding,
  GRADES,
  REPORT_RESULTS,
  type ReportResult,
  TIERS,
  URGENCIES,
  USUAL_RESULTS,
  WAYS,
} from '../../domain/policy/vocabulary.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/shared/time.ts';
import { CARE_BODIES } from './random-care-bodies.ts';
import { factsOf } from './random-facts.ts';

/**
 * Takes one of what is right, or, when somebody is careless, of what is wrong as well. A choice of 0 takes the first: so a
 * script is shrunk towards what is ordinary.
 */
export type Pick = <T>(right: readonly T[], wrong?: readonly T[]) => T;

/** What people say at each stage when they do the next thing. */
export function expectedCommand({ stage, appointment }: CaseState): CommandType {
  switch (stage.name) {
    case 'intake':
      return 'ProvideFacts';
    case 'remote-help':
      return 'RecordRemoteHelp';
    case 'classify':
      return 'ClassifyCase';
    case 'hand-off':
      return 'HandOffCase';
    case 'assign':
      return 'AssignTechnician';
    case 'appointment':
      return appointment === null ? 'ProposeAppointment' : 'ConfirmAppointment';
    case 'visit':
      // Every other visit begins with somebody waiting.
      return appointment === null || appointment.revision % 2 === 1 ? 'RecordArrival' : 'RecordNoShow';
    case 'report':
      if (stage.awaits !== undefined) return 'ReinforceCrew';
      return stage.filed ? 'SignReport' : 'FileReport';
    case 'callback':
      return 'RateService';
    case 'follow-up':
      return 'AnswerFollowUp';
    case 'care':
      return 'AnswerOccasion';
    case 'gate':
      return 'AdvanceItem';
    case 'closed':
      return 'ProvideFacts';
  }
}

export type Bodies = {
  readonly [T in CommandType]: (pick: Pick, context: CaseContext, state: CaseState | null) => CommandBodies[T];
};

const NOTES = [null, 'v_note'] as const;

/** A life in care is longer, and rarer elsewhere. */
const CARE = ['care', 'care'] as const;

/** A body for each command, right or wrong. */
export const BODIES: Bodies = {
  OpenCase: (pick, context) => ({
    source: 'desk',
    channel: pick(['hotline', 'web']),
    kind: pick(
      [null, 'repair', 'repair', 'consultation', 'complaint', ...(context.policy.care ? CARE : [])],
      ['exchange'],
    ),
    urgency: pick(URGENCIES),
    tier: pick(TIERS),
    locale: pick([null], ['xx']),
    facts: factsOf(pick, context, null),
    ...pick([{}, {}, { marks: ['danger'] }]),
    ...pick([{}, { unit: { unitKey: 'u', repairs: [{ fault: 'flicker', part: null, on: '2025-06-01' }] } }]),
  }),
  ProvideFacts: (pick, context, state) => ({ facts: factsOf(pick, context, state) }),
  RecordRemoteHelp: (pick) => ({ outcome: pick(['not-enough', 'not-enough', 'solved']), noteId: pick(NOTES) }),
  ClassifyCase: (pick) => ({
    kind: pick([null, null, null, null, 'complaint', 'repair'], ['exchange']),
    grade: pick([...GRADES, null]),
    urgency: pick([null, null, 'emergency', 'normal']),
    damage: pick(['none', 'none', ...DAMAGES]),
    way: pick([null, null, ...WAYS]),
  }),
  ReclassifyCase: (pick) => ({
    grade: pick([null, ...GRADES]),
    urgency: pick([null, ...URGENCIES]),
    tier: pick([null, ...TIERS]),
    way: pick([null, ...WAYS]),
    noteId: pick(NOTES),
  }),
  RecordContact: (pick) => ({
    direction: pick(['to', 'to', 'from']),
    channel: pick(CONTACT_CHANNELS),
    outcome: pick(['reached', 'no-answer']),
    noteId: pick(NOTES),
  }),
  HandOffCase: (pick, { policy }) => ({ leadId: pick([null, ...holdersOf(policy, policy.handOff.to)], idsOf(policy)) }),
  AssignTechnician: (pick, { policy }) => ({
    technicianId: pick([null, null, ...peopleSent(policy).map(({ id }) => id)], idsOf(policy)),
    ...pick<{ crewIds?: string[] }>([{}, {}, { crewIds: ['una', 'udo'] }], [{ crewIds: ['tim', 'nobody'] }]),
  }),
  ProposeAppointment: (pick, context) => ({ ...slotOf(pick, context), agreed: pick([null, null, true]) }),
  ConfirmAppointment: (pick) => ({ revision: pick([null], [1, 2]) }),
  RescheduleAppointment: (pick, context) => ({
    ...slotOf(pick, context),
    reason: pick(MOVE_REASONS),
    agreed: pick([null, null, true]),
  }),
  RecordDeparture: () => ({}),
  RecordArrival: () => ({}),
  RecordNoShow: (pick) => ({ who: pick(ABSENTEES), noteId: pick(NOTES) }),
  ReinforceCrew: (pick, { policy }) => ({ personIds: [pick(holdersOf(policy, 'tech'), idsOf(policy))] }),
  RecordIncident: (pick, { policy }) => ({
    personId: pick(idsOf(policy)),
    what: pick(['rude'], ['late']),
    noteId: pick(NOTES),
  }),
  FileReport: (pick, context) => ({
    cause: pick(FAULT_CAUSES),
    parts: pick([[], ['1'], ['2', '3']], [['0']]).map((quantity) => ({
      code: pick(Object.keys(context.policy.prices.parts), ['gold', 'tee']),
      quantity: Number(quantity),
    })),
    labour: [],
    fees: pick([null, null, ...Object.keys(context.policy.prices.fees ?? {}).map((code) => [{ code, quantity: 1 }])]),
    ...leavingOf(pick, context),
    priceAccepted: pick([true], [false]),
    opinion: pick([null, null, ...OPINIONS]),
    noteId: pick(NOTES),
  }),
  SignReport: (pick) => ({ opinion: pick(OPINIONS), noteId: pick(NOTES) }),
  RateService: (pick, { policy }) => {
    const { scale, reopenAtOrBelow } = policy.callback;
    return {
      score: pick([scale.highest, reopenAtOrBelow, scale.lowest], [scale.lowest - 1, 2.5]),
      noteId: pick(NOTES),
    };
  },
  AnswerFollowUp: (pick, { policy }, state) => {
    const asked = state?.stage.name === 'follow-up' && state.stage.next !== null ? [state.stage.next.day] : [];
    return {
      day: pick(asked.length > 0 ? asked : [1], [...policy.followUp.days.map(({ day }) => day), 99]),
      answer: pick(FOLLOW_UP_ANSWERS),
      noteId: pick(NOTES),
    };
  },
  OpenItem: (pick, context) => {
    const { items = {} } = context.policy;
    const item = pick([...Object.keys(items), 'form'], ['no-item']);
    const is = items[item]?.is;
    const opened = is === undefined ? undefined : machineOf(is).steps.opened;
    return { item, values: valuesOf(pick, context, opened), noteId: pick(NOTES) };
  },
  AdvanceItem: (pick, context, state) => {
    const open = (state?.items ?? []).filter(({ ended }) => ended === undefined);
    const item = pick(open.length === 0 ? [null] : open);
    const all = item === null ? {} : machineOf(item.is).steps;
    const next = Object.keys(all).filter((one) => item !== null && all[one]?.from.includes(item.step));
    // What lets a case go on is said more often than what does not.
    const clearing = next.filter((one) => all[one]?.ends === 'cleared');
    const step = pick([...next, ...clearing, ...next, 'done'], [...Object.keys(all), 'flown']);
    return { item: item?.id ?? 'form', step, values: valuesOf(pick, context, all[step]), noteId: pick(NOTES) };
  },
  ...CARE_BODIES,
  RecordConsent: (pick) => ({
    consent: pick(['withdrawn', 'given']),
    channel: pick([null, ...CHANNELS]),
    purpose: pick([...CONSENT_PURPOSES, null]),
    noteId: pick(NOTES),
  }),
  HoldCase: (pick, { nowMs }) => {
    const forMs = pick([null, HOUR_MS, DAY_MS, 20 * DAY_MS], [400 * DAY_MS, -1]);
    return { reason: pick(HOLD_REASONS), untilMs: forMs === null ? null : nowMs + forMs };
  },
  ResumeCase: () => ({}),
  AcknowledgeEscalation: (pick, { policy }) => ({
    clockId: pick([null], [...policy.clocks.map(({ id }) => id), 'no-clock']),
  }),
  CloseCase: (pick) => ({ outcome: pick(MANUAL_OUTCOMES), noteId: pick(NOTES) }),
};

type Leaving = Partial<CommandBodies['FileReport']> & { readonly result: ReportResult };

/** How a visit ends: as the policy allows, or as somebody careless says. */
function leavingOf(pick: Pick, { policy: { visit }, nowMs }: CaseContext): Leaving {
  const result = pick<ReportResult>(['solved', ...(visit?.results ?? USUAL_RESULTS)], REPORT_RESULTS);
  const agreedMs =
    result === 'taken-in' ? pick([nowMs + DAY_MS], [nowMs - DAY_MS]) : pick([undefined], [nowMs + DAY_MS]);
  const checklist = pick([visit?.checklist], [undefined, ['gold']]);
  const findings = pick<readonly Finding[] | undefined>([
    undefined,
    undefined,
    ['technical'],
    ['service', 'technical'],
  ]);
  return {
    result,
    ...(agreedMs === undefined ? {} : { agreedMs }),
    ...(checklist === undefined ? {} : { checklist }),
    ...(findings === undefined ? {} : { findings }),
  };
}

/** Mostly what the step takes. */
function valuesOf(pick: Pick, { nowMs, policy }: CaseContext, step?: Step<string>): ItemValues {
  const parts = Object.keys(policy.prices.parts).map((code) => ({ code, quantity: 1 }));
  const all: readonly ItemValues[] = [
    {},
    { checklist: ['keys', 'papers'], signedBy: 'customer' },
    { checklist: ['keys'] },
    { agreedMs: nowMs + 3 * DAY_MS },
    { agreedMs: nowMs + HOUR_MS },
    { amountMinor: 30 },
    { amountMinor: 40_000 },
    { topic: 'manners' },
    { parts },
    { cause: 'user-damage', parts },
    { cause: 'wear' },
    { cause: 'supplier-part', agreedMs: nowMs + DAY_MS },
    { referenceId: 'vault-parcel' },
    { referenceId: 'vault-parcel', checklist: ['keys', 'papers'] },
    { remedy: 'exchange', ground: 'goodwill', points: 3, differenceMinor: 0 },
    { remedy: 'exchange', ground: 'goodwill', points: -3, differenceMinor: 30, quantity: 2 },
    { remedy: 'return', ground: 'defect', amountMinor: 40_000 },
    { finding: 'passed' },
    { finding: 'failed' },
    { model: 'A-1' },
    { model: 'B-2' },
  ];
  const wrong: readonly ItemValues[] = [
    { agreedMs: nowMs - DAY_MS },
    { checklist: ['gold'] },
    { topic: 'weather' },
    { parts: [{ code: 'gold', quantity: 1 }] },
    { model: 'C-3' },
    { remedy: 'repair', ground: 'fright' },
  ];
  const { needs = [], may = [] } = step ?? {};
  const known: readonly string[] = [...needs, ...may];
  const fit = all.filter((values) => {
    const given = Object.keys(values);
    return given.every((value) => known.includes(value)) && needs.every((value) => given.includes(value));
  });
  return pick(fit.length === 0 ? [{}] : fit, [...wrong, ...all]);
}

function holdersOf({ people }: PinnedPolicy, role: string): string[] {
  return people.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);
}

function idsOf({ people }: PinnedPolicy): string[] {
  return [...people.map(({ id }) => id), 'nobody'];
}

/** A visit in the hours of visits; or at some other time. */
function slotOf(pick: Pick, { policy, calendars, nowMs }: CaseContext): { startMs: number; endMs: number } {
  const { hours, minNoticeMs, maxLengthMs, maxAheadMs } = policy.appointment;
  const earliestMs = nowMs + minNoticeMs + pick([0, 1, 5, 24, 200]) * HOUR_MS;
  const spans = (calendars.spans[hours] ?? []).filter(([, toMs]) => toMs > earliestMs + MINUTE_MS);
  const [fromMs, toMs] = spans[pick([0, 0, 1, 2])] ?? [earliestMs, earliestMs + HOUR_MS];
  const startMs = Math.max(fromMs, earliestMs) + pick([0], [-2 * DAY_MS, maxAheadMs]);
  return { startMs, endMs: Math.min(toMs, startMs + maxLengthMs) + pick([0], [DAY_MS]) };
}
