import { expect } from 'vitest';
import type { Queryable } from '../../database/pool.ts';
import type { CaseEvent, CaseFact } from '../../domain/case/events.ts';
import type { JournalBatch } from '../../domain/case/journal.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { MessageIntent } from '../../domain/notice/intent.ts';

export const ORGANISATION = 'northwind';
export const OPENED_AT_MS = Date.UTC(2026, 2, 2, 9, 0);

export function view(over: Partial<CaseView> = {}): CaseView {
  return {
    organisationId: ORGANISATION,
    caseId: 'C-ABCDEFGHJK',
    seq: 1,
    atMs: OPENED_AT_MS,
    policyId: 'device-maker',
    policyVersion: '0123456789ab',
    source: 'portal',
    channel: 'web',
    locale: 'en',
    stage: 'appointment',
    outcome: null,
    kind: 'repair',
    grade: null,
    urgency: 'normal',
    tier: 'standard',
    warranty: null,
    productModel: null,
    region: null,
    missingFacts: [],
    round: 1,
    leadId: null,
    technicianId: null,
    appointment: null,
    appointmentRevision: 0,
    hold: null,
    openedAtMs: OPENED_AT_MS,
    closedAtMs: null,
    nextStep: null,
    nextDeadline: null,
    clocks: [],
    ...over,
  };
}

export function event(seq: number, fact: CaseFact): CaseEvent {
  const atMs = OPENED_AT_MS + seq * 1_000;
  return { seq, atMs, recordedAtMs: atMs + 5, by: { kind: 'engine' }, commandId: `command-${seq}`, ...fact };
}

export function intent(over: Partial<MessageIntent> = {}): MessageIntent {
  return {
    key: 'C-ABCDEFGHJK/case-opened/1/customer/sms',
    purpose: 'case-opened',
    channel: 'sms',
    recipient: { kind: 'customer' },
    class: 'normal',
    hours: null,
    appointmentRevision: null,
    params: {},
    ...over,
  };
}

export function batch(over: Partial<JournalBatch> = {}): JournalBatch {
  return {
    organisationId: ORGANISATION,
    caseId: 'C-ABCDEFGHJK',
    events: [],
    view: view(),
    messages: [],
    receipts: [],
    vaultIds: [],
    ...over,
  };
}

/** Waits until no older transaction runs, of other tests on the same server for instance: from here on `now` is exact. */
export async function untilSettled(db: Queryable): Promise<void> {
  const settled = async () => {
    const { rows } = await db.query<{ settled: boolean }>(
      `select not exists (
         select from case_events where written_in >= pg_snapshot_xmin(pg_current_snapshot())) as settled`,
    );
    return rows[0]?.settled;
  };
  await expect.poll(settled, { timeout: 10_000, interval: 5 }).toBe(true);
}
