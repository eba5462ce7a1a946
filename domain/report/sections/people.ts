import type { CaseEvent } from '../../case/events.ts';
import type { PersonId, PinnedPolicy } from '../../policy/pinned.ts';
import { dayNumber } from '../../shared/civil-date.ts';
import { type CaseLedger, isIn } from '../ledger.ts';
import { addDays, type ReportWindow } from '../window.ts';

/** How a technician served in the window (S3.4: the conduct of staff). */
export interface TechnicianRow {
  readonly personId: PersonId;
  readonly visits: number;
  readonly reports: number;
  /** Average of the ratings that name this visit's case, or null when nobody rated. */
  readonly score: number | null;
  readonly ratings: number;
  /** What was put on their record, whoever was there. */
  readonly incidents: number;
  /** Signatures with the opinion `dissatisfied`. */
  readonly dissatisfied: number;
  /** Cases that came back for a low score or a problem. */
  readonly reopened: number;
}

/** A certificate that has ended, or ends soon. */
export interface EndingCertificate {
  readonly personId: PersonId;
  readonly certificate: string;
  /** Last valid day. */
  readonly validUntil: string;
  /** From the first day after the window; negative when it has ended. */
  readonly daysLeft: number;
}

type Row = { -readonly [K in keyof TechnicianRow]: TechnicianRow[K] } & { sum: number };

/** Everybody who did something in the window, the busiest first. A rating counts for who was there last. */
export function technicians(ledgers: readonly CaseLedger[], window: ReportWindow): readonly TechnicianRow[] {
  const rows = new Map<PersonId, Row>();
  const rowOf = (personId: PersonId): Row => {
    const row: Row = rows.get(personId) ?? {
      personId,
      ...{ visits: 0, reports: 0, score: null, ratings: 0, incidents: 0, dissatisfied: 0, reopened: 0, sum: 0 },
    };
    rows.set(personId, row);
    return row;
  };
  for (const ledger of ledgers) {
    let present: PersonId | null = null;
    for (const event of ledger.events) {
      if (event.type === 'TechnicianAssigned' || event.type === 'TechnicianArrived') present = event.technicianId;
      if (!isIn(window, event)) continue;
      // It may be on the record of somebody who was not there.
      if (event.type === 'IncidentRecorded') rowOf(event.personId).incidents += 1;
      if (present !== null) count(event, rowOf, present);
    }
  }
  return [...rows.values()]
    .map(({ sum, ...row }) => ({
      ...row,
      score: row.ratings === 0 ? null : Math.round((sum / row.ratings) * 100) / 100,
    }))
    .sort((a, b) => b.visits - a.visits || (a.personId < b.personId ? -1 : 1));
}

/** What an event says of whoever was there. */
function count(event: CaseEvent, rowOf: (personId: PersonId) => Row, present: PersonId): void {
  switch (event.type) {
    case 'TechnicianArrived':
      rowOf(present).visits += 1;
      return;
    case 'ReportFiled':
      rowOf(present).reports += 1;
      return;
    case 'ReportSigned':
      rowOf(present).dissatisfied += event.opinion === 'dissatisfied' ? 1 : 0;
      return;
    case 'CaseReopened':
      rowOf(present).reopened += 1;
      return;
    case 'ServiceRated':
      rowOf(present).ratings += 1;
      rowOf(present).sum += event.score;
  }
}

/** What has ended, and what ends within `days` of the window's end, the first to end first. */
export function certificates(
  people: PinnedPolicy['people'],
  { untilDate }: ReportWindow,
  days: number,
): readonly EndingCertificate[] {
  const last = addDays(untilDate, days);
  return people
    .flatMap(({ id, certificates: held }) =>
      held
        .filter(({ validUntil }) => validUntil <= last)
        .map(({ name, validUntil }) => ({
          personId: id,
          certificate: name,
          validUntil,
          daysLeft: (dayNumber(validUntil) ?? 0) - (dayNumber(untilDate) ?? 0),
        })),
    )
    .sort((a, b) => a.daysLeft - b.daysLeft || (a.personId < b.personId ? -1 : 1));
}
