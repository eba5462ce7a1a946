import type { Opinion } from '../case/commands.ts';
import type { CaseEvent, CaseFact, CaseOutcome } from '../case/events.ts';
import type { IntakeChannel } from '../case/facts.ts';
import type { ClockId, PersonId, PinnedPolicy } from '../policy/pinned.ts';
import type { CaseKind, FaultCause } from '../policy/vocabulary.ts';
import type { CaseLedger } from '../report/ledger.ts';
import { MINUTE_MS } from '../shared/time.ts';

/** A case that others lived, as reports know it: when it came, how it went. All that was done stands at its end. */
export interface FormerCase {
  readonly openedAtMs: number;
  /** Null while it is open; what is known of it then stands a minute after its opening. */
  readonly closedAtMs: number | null;
  readonly kind: CaseKind;
  readonly channel: IntakeChannel;
  readonly productModel: string | null;
  readonly fault: string | null;
  readonly technicianId: PersonId | null;
  /** What its report said; null without one. */
  readonly report: {
    readonly cause: FaultCause;
    readonly remedies: readonly string[];
    readonly result: 'solved' | 'second-visit';
  } | null;
  readonly opinion: Opinion | null;
  readonly score: number | null;
  readonly outcome: CaseOutcome;
  /** Limits that it kept, and that it broke. */
  readonly met: readonly ClockId[];
  readonly missed: readonly ClockId[];
}

/** Its ledger, with the events that reports read. */
export function formerLedger(former: FormerCase, caseId: string, policy: PinnedPolicy): CaseLedger {
  const { openedAtMs, closedAtMs } = former;
  const doneAtMs = closedAtMs ?? openedAtMs + MINUTE_MS;
  const facts = [
    opening(former),
    ...(closedAtMs === null ? done(former, policy) : [...done(former, policy), closing(former)]),
  ];
  const events = facts.map((fact, index): CaseEvent => {
    const atMs = index === 0 ? openedAtMs : doneAtMs;
    return { ...fact, seq: index + 1, atMs, recordedAtMs: atMs, by: { kind: 'engine' }, commandId: null };
  });
  return { caseId, events };
}

function opening({ kind, channel, productModel, fault }: FormerCase): CaseFact {
  const facts = {
    ...(productModel === null ? {} : { 'product-model': { value: productModel } }),
    ...(fault === null ? {} : { fault: { value: fault } }),
  };
  const request = { source: 'former', channel, kind, urgency: 'normal', tier: 'standard', locale: 'en' } as const;
  return { type: 'CaseOpened', ...request, facts };
}

function done(
  { technicianId, report, opinion, score, met, missed }: FormerCase,
  { currency }: PinnedPolicy,
): CaseFact[] {
  const used = (report?.remedies ?? []).map((code) => ({ code, quantity: 1 }));
  const stopped = (clockId: ClockId, verdict: 'met' | 'breached'): CaseFact => {
    return { type: 'ClockStopped', clockId, round: 1, verdict, dueAtMs: null, usedMs: 0, limitMs: 0 };
  };
  return [
    ...(technicianId === null ? [] : [{ type: 'TechnicianArrived', technicianId } as const]),
    ...(report === null
      ? []
      : [
          {
            type: 'ReportFiled',
            ...{ cause: report.cause, parts: used, labour: [], result: report.result, noteId: null },
            fee: { amountMinor: 0, currency },
          } as const,
        ]),
    ...(opinion === null ? [] : [{ type: 'ReportSigned', opinion, noteId: null } as const]),
    ...(score === null ? [] : [{ type: 'ServiceRated', score, noteId: null } as const]),
    ...met.map((clockId) => stopped(clockId, 'met')),
    ...missed.map((clockId) => stopped(clockId, 'breached')),
  ];
}

function closing({ outcome }: FormerCase): CaseFact {
  return { type: 'CaseClosed', outcome, noteId: null };
}
