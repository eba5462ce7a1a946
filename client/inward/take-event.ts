import { civilDayIn } from '../../domain/calendar/expand.ts';
import { refusal } from '../../domain/case/refusals.ts';
import type { InwardEvent, Reason } from '../../domain/inward/event.ts';
import { type Plan, planFor } from '../../domain/inward/plan.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { RefusedError, refused, UnavailableError } from '../errors.ts';
import { eventKeyOf, fingerprintOf } from '../fingerprint.ts';
import type { Start } from '../open.ts';
import type { Tenant } from '../organisations.ts';
import type { Parts, SendOptions } from '../send.ts';
import { carryOut, type Done } from './carry-out.ts';
import { type CloudEvent, parseCloudEvent } from './cloud-event.ts';
import { candidatesFor } from './subjects.ts';

/** What became of an event. The same for every repeat of it. */
export interface TakenEvent {
  readonly outcome: 'applied' | 'nothing';
  /** What was recorded, by case: `opened`, a day that was set, a step of an item such as `bench-1.received`. */
  readonly cases: readonly { readonly caseId: CaseId; readonly recorded: readonly string[] }[];
  /** Why nothing was. */
  readonly why: Reason | null;
}

export interface TakeOptions extends Pick<SendOptions, 'by'> {
  /** Asked before a case is moved; what it throws is thrown on, and the event may be sent again. */
  readonly admit?: (caseId: CaseId) => void;
}

export interface Inward {
  /**
   * Takes a CloudEvent from a system outside: it moves the open cases that it is about, or opens one where the policy says
   * so. Idempotent by its source and id. Throws `RefusedError` when it is refused (nothing is kept: sent again it is tried
   * again) and `UnavailableError`.
   */
  takeEvent(organisationId: OrganisationId, event: unknown, options: TakeOptions): Promise<TakenEvent>;
}

/** Longer than all commands of an event may take. */
const LEASE_MS = 120_000;
/** Other clocks than ours may be ahead by so much. */
const SKEW_MS = 120_000;

export function createInward(parts: Parts, start: Start): Inward {
  return {
    takeEvent: async (organisationId, raw, { by, admit = () => undefined }) => {
      const event = parseCloudEvent(raw);
      const document = await parts.organisations.activePolicy(organisationId);
      const tenant = await parts.organisations.tenant(organisationId);
      const arrived = {
        ...named(tenant, event),
        type: event.type,
        atMs: happenedAt(event, start.nowMs() + start.offsetMs),
      };
      const lease = await parts.store.leaseEvent(tenant.id, arrived, LEASE_MS);
      if (lease.state === 'answered') return lease.answer as unknown as TakenEvent;
      if (lease.state === 'other') throw refused(refusal('event-id-reused', '/id'));
      if (lease.state === 'busy') throw new UnavailableError('This event is being worked on.', null);

      const { eventKey } = arrived;
      let done: Done = { cases: [], refused: null };
      try {
        const inward = inwardOf(event, lease.atMs, document);
        const plan = lease.plan ?? (await makePlan(parts, tenant, document, event, inward));
        if (lease.plan === null) await parts.store.keepPlan(tenant.id, eventKey, plan);
        done = await carryOut({ parts, start, tenant, document, by, admit, eventKey }, event, inward, plan);
        if (done.refused !== null) throw done.refused;
        const answer = answerOf(done, plan);
        const caseIds = answer.cases.map(({ caseId }) => caseId);
        await parts.store.answerEvent(tenant.id, eventKey, { ...answer }, caseIds);
        return answer;
      } catch (error) {
        const isUntouched = error instanceof RefusedError && done.cases.length === 0;
        await parts.store.releaseEvent(tenant.id, eventKey, isUntouched ? 'forget' : 'keep').catch(() => undefined);
        throw error;
      }
    },
  };
}

function named({ vaultKey }: Tenant, { id, source, type, time, data }: CloudEvent) {
  const meant = { type, by: { kind: 'engine' } as const, effectiveAtMs: time ?? null, body: data };
  return { eventKey: eventKeyOf(vaultKey, source, id), fingerprint: fingerprintOf(vaultKey, meant) };
}

function happenedAt({ time }: CloudEvent, nowMs: number): number {
  if (time !== undefined && time > nowMs + SKEW_MS) throw refused(refusal('effective-in-future', '/time'));
  return Math.min(time ?? nowMs, nowMs);
}

function inwardOf({ type, data }: CloudEvent, atMs: number, { zone }: PolicyDocument): InwardEvent {
  const { amountMinor, currency, item = null, on = civilDayIn(zone, atMs) } = data;
  const money = amountMinor === undefined || currency === undefined ? null : { amountMinor, currency };
  return { type, atMs, on, item, money };
}

async function makePlan(
  parts: Parts,
  tenant: Tenant,
  document: PolicyDocument,
  event: CloudEvent,
  inward: InwardEvent,
): Promise<Plan> {
  const candidates = await candidatesFor(parts, tenant, event, inward.atMs);
  const planned = planFor(inward, candidates, document.events?.[event.type]?.opens ?? null);
  if ('which' in planned) throw refused(refusal('which-line', '/data', { known: planned.which.join(', ') }));
  return planned;
}

function answerOf({ cases }: Done, { why }: Plan): TakenEvent {
  return { outcome: cases.length === 0 ? 'nothing' : 'applied', cases, why: cases.length === 0 ? why : null };
}
