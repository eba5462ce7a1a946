import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { Aftercare } from '../../client/aftercare.ts';
import type { Accepted } from '../../client/send.ts';
import { findCase } from '../../database/cases.ts';
import { caseEvents } from '../../database/events.ts';
import { findReceipt } from '../../database/receipts.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { caseWorkflowId, liveCase } from '../../workflows/messages.ts';
import { historyFaults } from './histories.ts';
import { checkAccepts, checkOwed, type Sinks } from './message-invariants.ts';

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
  readonly sinks: () => Promise<Sinks>;
}

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
  const organisations = [...new Set(acknowledged.map(({ organisationId }) => organisationId))];
  faults.push(...(await checkAccepts(pool, await checked.sinks(), organisations)));
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
  const alarms = events.flatMap((event) =>
    event.type === 'ClockEscalated' || event.type === 'ClockBreached'
      ? [`${event.type} ${event.clockId}, round ${event.round}${'step' in event ? `, step ${event.step}` : ''}`]
      : [],
  );
  for (const alarm of new Set(alarms.filter((each, index) => alarms.indexOf(each) !== index))) {
    faults.push(`${caseId}: more than once: ${alarm}`);
  }
  if (live !== 'busy' && view) faults.push(...(await checkOwed(pool, view, events)));
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
