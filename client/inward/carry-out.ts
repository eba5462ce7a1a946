import { civilDayIn } from '../../domain/calendar/expand.ts';
import type { InwardEvent } from '../../domain/inward/event.ts';
import type { Move } from '../../domain/inward/moves.ts';
import type { Plan } from '../../domain/inward/plan.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { CaseKind } from '../../domain/policy/vocabulary.ts';
import type { CaseId } from '../../domain/shared/ids.ts';
import { RefusedError } from '../errors.ts';
import { lookUpOf } from '../fingerprint.ts';
import { openCase, type Start } from '../open.ts';
import type { Tenant } from '../organisations.ts';
import { type Parts, type SendOptions, sendCommand } from '../send.ts';
import type { CloudEvent, EventData } from './cloud-event.ts';

export interface Office {
  readonly parts: Parts;
  readonly start: Start;
  readonly tenant: Tenant;
  readonly document: PolicyDocument;
  readonly by: SendOptions['by'];
  readonly admit: (caseId: CaseId) => void;
  readonly eventKey: string;
}

export interface Done {
  readonly cases: readonly { readonly caseId: CaseId; readonly recorded: readonly string[] }[];
  /** The first refusal, with all that could be done nonetheless. */
  readonly refused: RefusedError | null;
}

/** Does what was planned, under ids made of the event: done again after a crash, nothing counts twice. */
export async function carryOut(office: Office, event: CloudEvent, inward: InwardEvent, plan: Plan): Promise<Done> {
  const cases: { caseId: CaseId; recorded: readonly string[] }[] = [];
  let first: RefusedError | null = null;
  const attempt = async (work: () => Promise<(typeof cases)[number]>): Promise<void> => {
    try {
      cases.push(await work());
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      first ??= error;
    }
  };
  for (const { caseId, moves } of plan.cases) {
    await attempt(async () => ({ caseId, recorded: await moveCase(office, inward, caseId, moves) }));
  }
  const { opens } = plan;
  if (opens !== null) {
    await attempt(async () => ({ caseId: await open(office, event, inward, opens), recorded: ['opened'] }));
  }
  return { cases, refused: first };
}

async function moveCase(
  office: Office,
  inward: InwardEvent,
  caseId: CaseId,
  moves: readonly Move[],
): Promise<readonly string[]> {
  office.admit(caseId);
  const recorded: string[] = [];
  let dayIsSet = false;
  for (const [index, move] of moves.entries()) {
    const commandId = `event:${office.eventKey}/${caseId}/${index}`;
    if (move.kind === 'step') {
      const atItsTime = await takeStep(office, inward, caseId, move, commandId);
      // A task that was done then has set the day itself.
      dayIsSet = atItsTime && civilDayIn(office.document.zone, inward.atMs) === inward.on;
      recorded.push(`${move.itemId}.${move.step}`);
    } else if (!dayIsSet) {
      const body = { facts: { [move.fact]: move.on } };
      await sendCommand(office.parts, office.tenant.id, caseId, 'ProvideFacts', body, { by: office.by, commandId });
      recorded.push(move.fact);
    }
  }
  return recorded;
}

/** Why a step can't have been then, or was taken already as one of now; it counts from now instead. */
const NOT_THEN = ['effective-too-old', 'item-step-too-early', 'command-id-reused'];

/** Whether the step counts from when it happened. */
async function takeStep(
  { parts, tenant, by }: Office,
  { atMs }: InwardEvent,
  caseId: CaseId,
  { itemId: item, step, amountMinor }: Extract<Move, { kind: 'step' }>,
  commandId: string,
): Promise<boolean> {
  const body = { item, step, ...(amountMinor === undefined ? {} : { amountMinor }) };
  const take = (effectiveAtMs: number | null) =>
    sendCommand(parts, tenant.id, caseId, 'AdvanceItem', body, { by, commandId, effectiveAtMs });
  try {
    await take(atMs);
    return true;
  } catch (error) {
    if (!(error instanceof RefusedError) || !NOT_THEN.includes(error.refusals[0].code)) throw error;
    await take(null);
    return false;
  }
}

/** The same order, unit or parcel opens one case, whatever the ids of the events that tell of it. */
async function open(
  { parts, start, tenant, by, eventKey }: Office,
  { type, data }: CloudEvent,
  { on }: InwardEvent,
  kind: CaseKind,
): Promise<CaseId> {
  const subject = subjectKeyOf(tenant, data) ?? eventKey;
  const { facts: said, ...rest } = data.opening ?? {};
  const body = {
    ...(data.unit === undefined ? {} : { unit: data.unit }),
    ...rest,
    channel: 'back-office',
    kind,
    source: 'event',
    reference: `${type}/${subject}`,
    facts: { ...factsOf(data), ...daysOf(type, on), ...(said as object | undefined) },
  };
  try {
    const opened = await openCase(parts, start, tenant.id, body, { by });
    return opened.caseId;
  } catch (error) {
    throw error instanceof RefusedError ? placedInData(error) : error;
  }
}

function subjectKeyOf(
  { vaultKey }: Tenant,
  { unit, serialNumber, orderNumber, trackingNumber }: EventData,
): string | null {
  if (unit !== undefined) return unit;
  if (serialNumber !== undefined) return lookUpOf(vaultKey, 'serial-number', serialNumber);
  if (orderNumber !== undefined) return lookUpOf(vaultKey, 'order-number', orderNumber);
  return trackingNumber === undefined ? null : lookUpOf(vaultKey, 'parcel', trackingNumber);
}

function factsOf({ orderNumber, serialNumber }: EventData): Record<string, string> {
  return {
    ...(orderNumber === undefined ? {} : { 'order-number': orderNumber }),
    ...(serialNumber === undefined ? {} : { 'serial-number': serialNumber }),
  };
}

function daysOf(type: CloudEvent['type'], on: string): Record<string, string> {
  if (type === 'order.delivered') return { 'delivery-date': on };
  return type === 'unit.installed' ? { 'installation-date': on } : {};
}

/** What is wrong with a case that an event opens stands in its data. */
function placedInData({ refusals: [first, ...others] }: RefusedError): RefusedError {
  const moved = (one: typeof first) => ({ ...one, place: `/data/opening${one.place}` });
  return new RefusedError([moved(first), ...others.map(moved)]);
}
