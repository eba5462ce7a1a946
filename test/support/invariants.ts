import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { Aftercare } from '../../client/aftercare.ts';
import type { Accepted } from '../../client/send.ts';
import { findCase } from '../../database/cases.ts';
import { caseEvents } from '../../database/events.ts';
import { listMessages } from '../../database/messages.ts';
import { findReceipt } from '../../database/receipts.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import type { Mail } from '../../local/mailbox.ts';
import type { SmsMessage } from '../../local/sandbox/sms-message.ts';
import { caseWorkflowId, liveCase } from '../../workflows/messages.ts';
import { historyFaults } from './histories.ts';

/** A command that somebody was told is recorded. */
export interface Acknowledged {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly commandId: string;
  readonly seq: number;
}

interface Checked {
  readonly acknowledged: readonly Acknowledged[];
  readonly pool: pg.Pool;
  readonly temporal: Client;
  readonly sinks: () => Promise<{ readonly mails: readonly Mail[]; readonly sms: readonly SmsMessage[] }>;
}

const ALL = 100_000;
const QUIET_WITHIN_MS = 20_000;

/** The same client, which remembers every answer that a sender may rely on. */
export function recording(aftercare: Aftercare, into: Acknowledged[]): Aftercare {
  const isAccepted = (answer: unknown): answer is Accepted =>
    typeof answer === 'object' && answer !== null && 'receipt' in answer && 'caseId' in answer;
  const wrap =
    (method: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]) => {
      const answer = await method(...args);
      if (isAccepted(answer)) {
        const { caseId, receipt } = answer;
        into.push({ organisationId: String(args[0]), caseId, commandId: receipt.commandId, seq: receipt.seq });
      }
      return answer;
    };
  return Object.fromEntries(
    Object.entries(aftercare).map(([name, method]) => [name, wrap(method)]),
  ) as unknown as Aftercare;
}

/** Compares what was acknowledged, what histories hold, what Postgres holds and what the sinks took. */
export async function checkInvariants(checked: Checked): Promise<void> {
  const { acknowledged, pool } = checked;
  const faults: string[] = [];
  const cases = new Map(acknowledged.map((each) => [`${each.organisationId}/${each.caseId}`, each]));
  await Promise.all([...cases.values()].map((one) => checkCase(checked, one, faults)));
  for (const { organisationId, caseId, commandId, seq } of acknowledged) {
    const receipt = await findReceipt(pool, organisationId, caseId, commandId);
    if (receipt?.seq !== seq)
      faults.push(`${caseId}: ${commandId} was acknowledged at ${seq}, filed at ${receipt?.seq}`);
  }
  await checkMessages(checked, [...new Set(acknowledged.map(({ organisationId }) => organisationId))], faults);
  if (faults.length > 0) throw new Error(`What must always hold does not:\n${faults.join('\n')}`);
}

async function checkCase(
  { pool, temporal, acknowledged }: Checked,
  one: Acknowledged,
  faults: string[],
): Promise<void> {
  const { organisationId, caseId } = one;
  const live = await quietCase(temporal, caseWorkflowId(organisationId, caseId));
  if (live === 'busy') faults.push(`${caseId}: is not quiet after ${QUIET_WITHIN_MS} ms`);
  const events = await caseEvents(pool, organisationId, caseId);
  if (events.some(({ seq }, index) => seq !== index + 1)) faults.push(`${caseId}: the journal has a gap`);
  const view = await findCase(pool, organisationId, caseId);
  if (view?.seq !== events.length)
    faults.push(`${caseId}: the row is at ${view?.seq}, the journal at ${events.length}`);
  if (live !== 'busy' && view && timeless(live) !== timeless(view)) {
    faults.push(`${caseId}: the row is not what the workflow says:\n${timeless(view)}\n${timeless(live)}`);
  }
  for (const { commandId, seq } of acknowledged.filter((each) => each.caseId === caseId)) {
    const places = events.filter((event) => event.commandId === commandId).map((event) => event.seq);
    const together = places.every((place, index) => place === places[0]! + index);
    if (!together || (places.length > 0 && places.at(-1) !== seq)) {
      faults.push(`${caseId}: ${commandId} (acknowledged at ${seq}) stands at ${places.join(', ')}`);
    }
  }
  faults.push(...(await historyFaults(temporal, caseWorkflowId(organisationId, caseId))));
}

/** A query answers at the time of the last task, the row at that of its commit. */
function timeless(view: object): string {
  return JSON.stringify({ ...view, atMs: 0 }, Object.keys(flattened(view)).sort());
}

function flattened(value: unknown, into: Record<string, true> = {}): Record<string, true> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      into[key] = true;
      flattened(part, into);
    }
  }
  return into;
}

async function quietCase(temporal: Client, workflowId: string): Promise<object | 'busy'> {
  const handle = temporal.workflow.getHandle(workflowId);
  // A closed case said all it had to say; nobody need be there to ask.
  if ((await handle.describe()).status.name === 'COMPLETED') return handle.result();
  for (const deadlineMs = Date.now() + QUIET_WITHIN_MS; Date.now() < deadlineMs; ) {
    const { view, inFlight, uncommittedEvents } = await handle.query(liveCase);
    if (view !== null && inFlight.length === 0 && uncommittedEvents === 0) return view;
    await new Promise((again) => setTimeout(again, 200));
  }
  return 'busy';
}

async function checkMessages(
  { pool, sinks }: Checked,
  organisations: readonly string[],
  faults: string[],
): Promise<void> {
  const { mails, sms } = await sinks();
  const accepts = [...mails.map(({ messageId }) => messageId ?? ''), ...sms.map(({ sid }) => sid)];
  const known = new Set<string>();
  for (const organisationId of organisations) {
    for (const row of await listMessages(pool, organisationId, { state: 'sent', limit: ALL })) {
      const times = accepts.filter((id) => id === row.providerId).length;
      known.add(row.providerId ?? '');
      if (times !== 1) faults.push(`${row.key} is sent, and was accepted ${times} times`);
    }
  }
  for (const id of accepts)
    if (!known.has(id)) faults.push(`${id} was accepted, and no message of the ledger was sent as it`);
}
