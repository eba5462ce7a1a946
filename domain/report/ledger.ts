import type { CaseEvent, EventType, FactOf } from '../case/events.ts';
import type { FaultCause } from '../policy/vocabulary.ts';
import type { CaseId } from '../shared/ids.ts';
import type { ReportWindow } from './window.ts';

/** The events that reports are made from. */
export const REPORTED_EVENTS = [
  'CaseOpened',
  'CaseClassified',
  'CaseReopened',
  'CaseClosed',
  'TechnicianAssigned',
  'TechnicianArrived',
  'IncidentRecorded',
  'ReportFiled',
  'ReportSigned',
  'ServiceRated',
  'ClockBreached',
  'BreachWithdrawn',
  'ClockStopped',
] as const satisfies readonly EventType[];

/** What a report knows of a case: of its ledger the `REPORTED_EVENTS`, in order. */
export interface CaseLedger {
  readonly caseId: CaseId;
  readonly events: readonly CaseEvent[];
}

/** One filed report, or what a workshop found, whoever the case belongs to: a problem and its remedy. */
export interface FiledReport {
  readonly caseId: CaseId;
  readonly productModel: string | null;
  /** The symptom by the policy's list; null where the request named none. */
  readonly fault: string | null;
  readonly recordedAtMs: number;
  readonly cause: FaultCause;
  /** Codes of the parts and the labour. */
  readonly remedies: readonly string[];
  readonly result: FactOf<'ReportFiled'>['result'];
}

/**
 * Whether an event belongs into a window. It counts when it was written down: a fact that comes late is told in the next
 * report, and never by none.
 */
export function isIn({ fromMs, untilMs }: ReportWindow, { recordedAtMs }: Pick<CaseEvent, 'recordedAtMs'>): boolean {
  return recordedAtMs >= fromMs && recordedAtMs < untilMs;
}

export function eventsOf<T extends EventType>(ledger: CaseLedger, type: T): readonly Extract<CaseEvent, { type: T }>[] {
  return ledger.events.filter((event): event is Extract<CaseEvent, { type: T }> => event.type === type);
}

/** The kind a case has by the end of a ledger. */
export function kindOf(ledger: CaseLedger) {
  const [opened] = eventsOf(ledger, 'CaseOpened');
  return eventsOf(ledger, 'CaseClassified').at(-1)?.kind ?? opened?.kind ?? null;
}
