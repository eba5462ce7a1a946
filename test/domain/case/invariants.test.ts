import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventType } from '../../../domain/case/events.ts';
import { settle } from '../../../domain/case/settle.ts';
import { checkPolicy } from '../../../domain/policy/check.ts';
import { severityOf } from '../../../domain/policy/fault.ts';
import { DECISION_LAWS, STANDING_LAWS } from '../../support/case-laws.ts';
import { LEDGER_LAWS } from '../../support/ledger-laws.ts';
import { holds } from '../../support/properties.ts';
import { type RandomPlay, transcriptOf } from '../../support/random-play.ts';
import { anyPolicy, randomSource } from '../../support/random-policy.ts';
import { playScript, randomScript } from '../../support/random-script.ts';

/** Ten seconds of two quiet cores; a busy machine may take its time. */
const WITHIN_MS = 180_000;
/** Several cases a policy: it takes longer to make than a case to live. */
const cases = fc.record({
  policy: anyPolicy,
  scripts: fc.array(randomScript, { minLength: 1, maxLength: 4, size: 'max' }),
});

/** The compiler asks for each. */
const EVERY_TYPE: Readonly<Record<EventType, true>> = {
  CaseOpened: true,
  StageEntered: true,
  FactsProvided: true,
  FactsCompleted: true,
  FactsChased: true,
  RemoteHelpRecorded: true,
  CaseClassified: true,
  CaseReclassified: true,
  CustomerContacted: true,
  CaseHandedOff: true,
  TechniciansRanked: true,
  NobodyFits: true,
  TechnicianAssigned: true,
  AppointmentProposed: true,
  SlotReserved: true,
  SlotTaken: true,
  AppointmentConfirmed: true,
  AppointmentMoved: true,
  AppointmentCancelled: true,
  AppointmentReminded: true,
  TechnicianDeparted: true,
  AppointmentMissed: true,
  CrewReinforced: true,
  IncidentRecorded: true,
  TechnicianArrived: true,
  ReportFiled: true,
  UnitRepaired: true,
  SignatureAsked: true,
  ReportSigned: true,
  CallbackScheduled: true,
  CallbackAsked: true,
  CallbackUnanswered: true,
  ServiceRated: true,
  CaseReopened: true,
  FollowUpScheduled: true,
  FollowUpAsked: true,
  FollowUpAnswered: true,
  FollowUpUnanswered: true,
  CaseHeld: true,
  CaseResumed: true,
  PauseBegan: true,
  PauseEnded: true,
  ClockStarted: true,
  ClockWarned: true,
  ClockBreached: true,
  ClockEscalated: true,
  EscalationAcknowledged: true,
  ClockStopped: true,
  BreachWithdrawn: true,
  MessagePlanned: true,
  MessageHeld: true,
  MessageReleased: true,
  MessageSuppressed: true,
  MessageSettled: true,
  ConsentRecorded: true,
  ItemOpened: true,
  ItemAdvanced: true,
  GateReached: true,
  CareBegan: true,
  OccasionDue: true,
  OccasionAnswered: true,
  OccasionUnanswered: true,
  PurchaseRecorded: true,
  CareEnded: true,
  UnitRecalled: true,
  LinkedCaseAsked: true,
  LinkedCaseOpened: true,
  LinkedCaseRefused: true,
  MoneyReceived: true,
  ReceiptIssued: true,
  CaseClosed: true,
};

/** Asks a law; what breaks it is told with the law's name and all that was said. */
function ask(law: string, play: RandomPlay, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new Error(`Broken: ${law}\n${error instanceof Error ? error.message : error}\n\n${transcriptOf(play)}`);
  }
}

describe('for any policy without faults, and whatever is said to a case at whatever time', () => {
  test(
    'every law of standing, deciding and the ledger holds',
    () => {
      const property = fc.property(cases, ({ policy, scripts }) => {
        for (const script of scripts) {
          const lived = playScript(policy, script, (play) => {
            const step = play.steps.at(-1)!;
            for (const [law, check] of Object.entries(DECISION_LAWS)) ask(law, play, () => check(step));
            if (step.after === null) return;
            const { state } = settle(step.after, step.context);
            for (const [law, check] of Object.entries(STANDING_LAWS)) ask(law, play, () => check(state, step.context));
          });
          for (const [law, check] of Object.entries(LEDGER_LAWS)) ask(law, lived, () => check(lived));
        }
      });
      holds(property, 700);
    },
    WITHIN_MS,
  );

  test('a script may reach everything that can happen to a case', () => {
    const sample = fc.sample(cases, { seed: 1, numRuns: 400 });
    const events = sample.flatMap(({ policy, scripts }) => scripts.flatMap((one) => playScript(policy, one).events));
    const types = new Set(events.map(({ type }) => type));
    expect([...types].sort()).toEqual(Object.keys(EVERY_TYPE).sort());
  });

  test('such a policy has no fault', () => {
    const property = fc.property(randomSource, ({ source, templates }) => {
      const findings = checkPolicy(source, templates, Date.UTC(2026, 2, 20));
      expect(findings.filter(({ code }) => severityOf(code) === 'fault')).toEqual([]);
    });
    holds(property, 40);
  });
});
