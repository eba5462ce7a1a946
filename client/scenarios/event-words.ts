import { ABSENTEES } from '../../domain/case/commands/visit.ts';
import {
  CONTACT_CHANNELS,
  FOLLOW_UP_ANSWERS,
  HOLD_REASONS,
  MANUAL_OUTCOMES,
  MOVE_REASONS,
  OPINIONS,
} from '../../domain/case/commands.ts';
import type { EventType } from '../../domain/case/events.ts';
import { INTAKE_CHANNELS } from '../../domain/case/facts.ts';
import { CARE_ANSWERS, OCCASION_DOES } from '../../domain/policy/care-words.ts';
import { CONSENT_PURPOSES } from '../../domain/policy/consent-words.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { CLOSING, ITEM_STEPS } from '../../domain/policy/item-words.ts';
import type { PinnedPolicy } from '../../domain/policy/pinned.ts';
import { CALLBACK_WAYS } from '../../domain/policy/pinned-afterwards.ts';
import { FREIGHT_PAYERS } from '../../domain/policy/pinned-depot.ts';
import { GROUNDS, INSPECTION_FINDINGS, REMEDIES } from '../../domain/policy/remedy-words.ts';
import {
  CASE_KINDS,
  CAUSE_OUTCOMES,
  CHANNELS,
  DAMAGES,
  FACT_NAMES,
  FAULT_CAUSES,
  FINDINGS,
  GRADES,
  LOST_WARRANTY,
  PAUSE_CAUSES,
  PLAN_STAGES,
  REPORT_RESULTS,
  STANDINGS,
  TIERS,
  URGENCIES,
  WAYS,
} from '../../domain/policy/vocabulary.ts';

/** What can be said of an event: words from a closed set, and numbers behind their name. */
interface Sayable {
  readonly words: (policy: PolicyDocument) => readonly string[];
  readonly numbers: readonly string[];
}

const said = (numbers: readonly string[], ...sets: readonly (readonly string[])[]): Sayable => ({
  words: () => sets.flat(),
  numbers,
});
const ofPeople = (...words: readonly string[]): Sayable => ({
  words: ({ pinned }) => [...pinned.people.map(({ id }) => id), ...words],
  numbers: [],
});
const ofClock = (numbers: readonly string[], ...words: readonly string[]): Sayable => ({
  words: ({ pinned }) => [...pinned.clocks.map(({ id }) => id), ...words],
  numbers: ['round', ...numbers],
});
const ofClockAndPeople: Sayable = {
  words: (policy) => [...ofClock([]).words(policy), ...ofPeople().words(policy)],
  numbers: ['round', 'step'],
};

const ofItem = (...words: readonly string[]): Sayable => ({
  words: ({ pinned }) => [...itemWords(pinned), ...pinned.people.map(({ id }) => id), ...words],
  numbers: ['amountMinor', 'owedMinor', 'quantity'],
});

/** Names and steps of items, and what they open on. */
function itemWords({ items = {} }: PinnedPolicy): readonly string[] {
  return Object.entries(items).flatMap(([name, definition]) => [
    name,
    ...ITEM_STEPS[definition.is],
    ...(definition.is === 'complaint' ? Object.keys(definition.topics) : []),
    ...(definition.is === 'return' ? [...REMEDIES, ...GROUNDS, ...INSPECTION_FINDINGS] : []),
    ...definition.opens.map(({ on }) => on),
  ]);
}

const ofOccasion = (numbers: readonly string[], ...words: readonly string[]): Sayable => ({
  words: ({ pinned }) => [...(pinned.care?.occasions ?? []).map(({ name }) => name), ...words],
  numbers,
});

/** Kinds, and what a case is opened for: `inspection.due`, `acceptance.done`. */
const ofLinked: Sayable = {
  words: ({ pinned: { care } }) => [
    ...CASE_KINDS,
    ...(care?.occasions ?? []).flatMap(({ name }) => ['due', ...CARE_ANSWERS].map((step) => `${name}.${step}`)),
    ...(care?.opens ?? []).map(({ on }) => on),
  ],
  numbers: ['ordinal'],
};

/** What money may be for: the first quotations of each name, and the reports of the first rounds. */
function receiptIds({ pinned: { items = {} } }: PolicyDocument): readonly string[] {
  const names = Object.entries(items).flatMap(([name, { is }]) => (is === 'quotation' ? [name] : []));
  return [...names, 'report'].flatMap((name) => [1, 2, 3].map((number) => `${name}-${number}`));
}

/** Lists of words that were found, and rules that decided. */
const namesOfSorting = ({ marks = {}, pinned }: PolicyDocument): readonly string[] => [
  ...Object.keys(marks),
  ...(pinned.sort ?? []).map(({ name }) => name),
];

const partsOf = ({ warranty }: PolicyDocument['pinned']): readonly string[] =>
  warranty.periods.flatMap(({ parts = {} }) => Object.keys(parts));

/** How a case may end. */
export const OUTCOMES = [...MANUAL_OUTCOMES, 'completed', 'solved-remotely'] as const;

/** Every event that a scenario may speak of. Messages have sentences of their own. */
export const EVENT_WORDS: Readonly<Record<Exclude<EventType, `Message${string}`>, Sayable>> = {
  CaseOpened: {
    words: (policy) => [
      ...[...CASE_KINDS, ...URGENCIES, ...TIERS, ...INTAKE_CHANNELS, ...policy.pinned.locales],
      ...namesOfSorting(policy),
    ],
    numbers: [],
  },
  StageEntered: said(['round'], PLAN_STAGES),
  FactsProvided: { words: ({ marks = {} }) => Object.keys(marks), numbers: [] },
  FactsCompleted: said([]),
  FactsChased: said(['ordinal'], FACT_NAMES),
  RemoteHelpRecorded: said([], ['solved', 'not-enough']),
  CaseClassified: {
    words: (policy) => [
      ...[...CASE_KINDS, ...GRADES, ...URGENCIES, ...DAMAGES, ...STANDINGS, ...LOST_WARRANTY, ...FACT_NAMES, ...WAYS],
      ...partsOf(policy.pinned),
      ...namesOfSorting(policy),
    ],
    numbers: [],
  },
  CaseReclassified: said([], GRADES, URGENCIES, TIERS, WAYS, ['command', 'remote-help']),
  CustomerContacted: said([], ['to', 'from'], CONTACT_CHANNELS, ['reached', 'no-answer']),
  CaseHandedOff: ofPeople(),
  TechniciansRanked: ofPeople('skill', 'certificate', 'region', 'capacity', 'excluded', 'off-duty'),
  NobodyFits: said([]),
  TechnicianAssigned: ofPeople('ranked', 'chosen'),
  AppointmentProposed: said(['revision']),
  SlotReserved: said(['revision']),
  SlotTaken: said(['revision']),
  AppointmentConfirmed: said(['revision']),
  AppointmentMoved: said(['revision'], MOVE_REASONS),
  AppointmentCancelled: said(['revision'], ['held', 'closed', 'reclassified']),
  AppointmentReminded: said(['revision']),
  TechnicianDeparted: ofPeople(),
  AppointmentMissed: {
    words: ({ pinned }) => [...ABSENTEES, ...pinned.people.map(({ id }) => id)],
    numbers: ['revision'],
  },
  CrewReinforced: ofPeople(),
  IncidentRecorded: {
    words: ({ pinned }) => [...(pinned.visit?.incidents ?? []), ...pinned.people.map(({ id }) => id)],
    numbers: [],
  },
  TechnicianArrived: ofPeople(),
  ReportFiled: said(['fee'], FAULT_CAUSES, REPORT_RESULTS, FINDINGS, ['refused']),
  UnitRepaired: { words: ({ pinned }) => [...(pinned.faults ?? []), ...partsOf(pinned)], numbers: [] },
  SignatureAsked: said([]),
  ReportSigned: said([], OPINIONS),
  CallbackScheduled: said([]),
  CallbackAsked: said(['ordinal'], CALLBACK_WAYS),
  CallbackUnanswered: said([]),
  ServiceRated: said(['score']),
  CaseReopened: said(['round'], ['low-score', 'follow-up-problem']),
  FollowUpScheduled: said(['day']),
  FollowUpAsked: said(['day']),
  FollowUpAnswered: said(['day'], FOLLOW_UP_ANSWERS),
  FollowUpUnanswered: said(['day']),
  CaseHeld: said([], HOLD_REASONS),
  CaseResumed: said([], ['command', 'hold-ended']),
  PauseBegan: said([], PAUSE_CAUSES),
  PauseEnded: said([], PAUSE_CAUSES),
  ClockStarted: ofClock([]),
  ClockWarned: ofClock(['percent']),
  ClockBreached: ofClock([]),
  ClockEscalated: ofClockAndPeople,
  EscalationAcknowledged: ofClockAndPeople,
  ClockStopped: ofClock([], 'met', 'breached', 'cancelled'),
  BreachWithdrawn: ofClockAndPeople,
  ItemOpened: ofItem('command'),
  ItemAdvanced: ofItem(...FAULT_CAUSES, ...CAUSE_OUTCOMES, ...FREIGHT_PAYERS),
  ConsentRecorded: said([], ['given', 'withdrawn'], CHANNELS, CONSENT_PURPOSES),
  CareBegan: said([]),
  OccasionDue: ofOccasion(['ordinal'], ...OCCASION_DOES, ...CALLBACK_WAYS),
  OccasionAnswered: ofOccasion(['ordinal', 'score'], ...CARE_ANSWERS),
  OccasionUnanswered: ofOccasion(['ordinal']),
  PurchaseRecorded: said([]),
  CareEnded: said([], ['warranty-end']),
  UnitRecalled: said([]),
  LinkedCaseAsked: ofLinked,
  LinkedCaseOpened: ofLinked,
  LinkedCaseRefused: ofLinked,
  MoneyReceived: { words: receiptIds, numbers: ['amountMinor'] },
  ReceiptIssued: { words: receiptIds, numbers: ['number', 'amountMinor'] },
  GateReached: said(['round'], [...PLAN_STAGES, CLOSING]),
  CaseClosed: said([], OUTCOMES),
};

export type SpokenEvent = keyof typeof EVENT_WORDS;

/** `ClockEscalated` as it is written and read: `clock-escalated`. */
export function eventName(type: string): string {
  return type.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** Events by their written names. */
export const EVENTS: ReadonlyMap<string, SpokenEvent> = new Map(
  (Object.keys(EVENT_WORDS) as SpokenEvent[]).map((type) => [eventName(type), type]),
);
