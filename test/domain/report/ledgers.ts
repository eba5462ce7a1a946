import type { CaseEvent, CaseFact, EventType, FactOf } from '../../../domain/case/events.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import type { CaseLedger, FiledReport } from '../../../domain/report/ledger.ts';
import { dueReport, type ReportRecords, reportOf, type ServiceReport } from '../../../domain/report/report.ts';
import { loadPolicy } from '../../support/policies.ts';

export const DEVICE_MAKER = await loadPolicy('device-maker');

/** An instant on the device maker's wall clock, such as `2026-03-09 14:00`. */
export function at(local: string): number {
  return Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
}

const DEFAULTS: { readonly [T in EventType]?: Omit<FactOf<T>, 'type'> } = {
  CaseOpened: {
    source: 'desk',
    channel: 'hotline',
    kind: 'repair',
    urgency: 'normal',
    tier: 'standard',
    locale: 'en',
    facts: {},
  },
  TechnicianAssigned: { technicianId: 'tech-1', how: 'ranked' },
  TechnicianArrived: { technicianId: 'tech-1' },
  ReportSigned: { opinion: 'satisfied', noteId: null },
  CaseClosed: { outcome: 'completed', noteId: null },
  CaseReopened: { round: 2, because: 'low-score' },
  ClockBreached: { clockId: 'hand-off', round: 1, dueAtMs: 0 },
  ClockStopped: { clockId: 'hand-off', round: 1, verdict: 'met', dueAtMs: 0, usedMs: 0, limitMs: 0 },
  BreachWithdrawn: { clockId: 'hand-off', round: 1, alertedIds: [] },
} as never;

export type Line = readonly [when: string, type: EventType, over?: object];

let cases = 0;

/** A case's ledger from lines such as `['2026-03-09 14:00', 'ServiceRated', { score: 5 }]`. */
export function ledger(...lines: readonly Line[]): CaseLedger {
  cases += 1;
  const events = lines.map(([when, type, over], index) => {
    const fact = { type, ...DEFAULTS[type], ...over } as CaseFact;
    const stamp = { seq: index + 1, atMs: at(when), recordedAtMs: at(when), by: { kind: 'engine' }, commandId: null };
    return { ...stamp, ...fact } as CaseEvent;
  });
  return { caseId: `C-${cases}`, events };
}

/** A report filed in a case of its own, unless told. */
export function filed(when: string, over: Partial<FiledReport> = {}): FiledReport {
  cases += 1;
  return {
    caseId: `C-${cases}`,
    productModel: 'LK-200',
    fault: null,
    recordedAtMs: at(when),
    cause: 'supplier-part',
    remedies: ['lens-head', 'repair'],
    result: 'solved',
    ...over,
  };
}

/** A report of the device maker as its reader gets it at a moment. */
export function reportAt(
  name: string,
  when: string,
  records: Partial<ReportRecords> = {},
  document: PolicyDocument = DEVICE_MAKER,
): ServiceReport {
  const due = dueReport(document, name, at(when));
  if (due === null) throw new Error(`no report ${name}`);
  return reportOf('northwind', document, due, { ledgers: [], filed: [], ...records });
}
