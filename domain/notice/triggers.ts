import type { CaseEvent } from '../case/events.ts';
import { receiptNumber } from '../case/receipts.ts';
import type { CaseState } from '../case/state.ts';
import type { NoticeOccasion, PinnedPolicy } from '../policy/pinned.ts';
import type { CallbackWay } from '../policy/pinned-afterwards.ts';
import type { VaultId } from '../shared/ids.ts';
import { careOccasion } from './care-occasion.ts';
import type { MessageIntent } from './intent.ts';
import { itemOccasion } from './item-occasion.ts';

/** What an event gives people reason to be told. */
export interface Occasion {
  readonly trigger: NoticeOccasion;
  /** Tells this occasion from others of the same kind in the case; part of the message's key. */
  readonly revision: string;
  readonly params: MessageIntent['params'];
  readonly appointmentRevision: number | null;
  /** The courier's number of the parcel that it is about. */
  readonly parcelId?: VaultId;
  /** How the customer is asked: written to by this alone; by phone it is staff who are told to call. */
  readonly way?: CallbackWay;
}

/** The occasion that an event is, or null when nobody needs to be told. */
export function occasionOf(event: CaseEvent, state: CaseState, policy: PinnedPolicy): Occasion | null {
  const round = `round-${state.round}`;
  switch (event.type) {
    case 'CaseOpened':
      return plain('case-opened', round);
    case 'FactsChased':
      if (event.nextAtMs !== null && isOvertaken(event, event.nextAtMs)) return null;
      return plain('facts-chased', `n${event.ordinal}`, { missing: event.missing, ordinal: event.ordinal });
    case 'RemoteHelpRecorded':
      return event.outcome === 'solved' ? plain('remote-help-solved', round) : null;
    case 'CaseHandedOff':
      return plain('handed-off', round);
    case 'NobodyFits':
      return plain('nobody-fits', round);
    case 'TechnicianAssigned':
      return plain('technician-assigned', `${round}-${event.technicianId}`);
    case 'SlotTaken':
      return plain('slot-taken', `r${event.revision}`, { startMs: event.startMs, endMs: event.endMs });
    case 'SlotReserved':
      return appointmentOccasion('appointment-proposed', event, state);
    case 'AppointmentConfirmed':
      return appointmentOccasion('appointment-confirmed', event, state);
    case 'AppointmentReminded':
      return appointmentOccasion('appointment-reminder', event, state);
    case 'AppointmentCancelled': {
      const { revision, startMs, endMs } = event;
      return plain('appointment-cancelled', `r${revision}`, { revision, startMs, endMs });
    }
    case 'TechnicianDeparted': {
      const { revision = null, startMs = '', endMs = '' } = state.appointment ?? {};
      return { ...plain('technician-departed', `s${event.seq}`, { startMs, endMs }), appointmentRevision: revision };
    }
    case 'AppointmentMissed': {
      const { revision, startMs, endMs } = event;
      return plain(`missed-by-${event.who}`, `r${revision}`, { startMs, endMs });
    }
    case 'CrewReinforced':
      return plain('crew-reinforced', `s${event.seq}`);
    case 'IncidentRecorded':
      return plain('incident-recorded', `s${event.seq}`, { what: event.what });
    case 'SignatureAsked':
      return plain('signature-asked', `s${event.seq}`);
    case 'ClockWarned': {
      const { clockId, round: clockRound, percent, dueAtMs } = event;
      return plain('clock-warned', `${clockId}-${clockRound}-${percent}`, { clockId, percent, dueAtMs });
    }
    case 'ClockEscalated': {
      const { clockId, round: clockRound, step, dueAtMs } = event;
      const steps = ladderOf(policy, clockId).length;
      return plain('clock-escalated', `${clockId}-${clockRound}-${step}`, { clockId, step, steps, dueAtMs });
    }
    case 'BreachWithdrawn':
      return plain('breach-withdrawn', `${event.clockId}-${event.round}`, { clockId: event.clockId });
    case 'CallbackAsked': {
      const { nextAtMs, way } = event;
      if (nextAtMs !== null && event.ordinal < policy.callback.times && isOvertaken(event, nextAtMs)) return null;
      const trigger = event.ordinal === 1 ? 'callback-asked' : 'callback-asked-again';
      const params = { ...policy.callback.scale, ordinal: event.ordinal };
      return { ...plain(trigger, `${round}-n${event.ordinal}`, params), ...(way === undefined ? {} : { way }) };
    }
    case 'CaseReopened':
      return plain('case-reopened', round);
    case 'FollowUpAsked':
      if (isOvertaken(event, event.giveUpAtMs)) return null;
      return plain('follow-up-asked', `${round}-day-${event.day}`, { day: event.day });
    case 'FollowUpAnswered':
      return event.answer === 'fine'
        ? null
        : plain('follow-up-problem', `${round}-day-${event.day}`, { day: event.day });
    case 'MessageSettled': {
      const { outcome } = event;
      if (outcome.state !== 'refused' && outcome.state !== 'unknown') return null;
      // A notice about a notice would answer itself for ever.
      if (event.key.includes('/message-undeliverable/')) return null;
      const code = outcome.state === 'refused' ? outcome.code : 'unknown';
      return plain('message-undeliverable', `s${event.seq}`, { purpose: event.key.split('/')[1] ?? '', code });
    }
    case 'ItemOpened':
    case 'ItemAdvanced':
      return itemOccasion(event, state);
    case 'OccasionDue':
    case 'OccasionAnswered':
    case 'OccasionUnanswered':
      return careOccasion(event);
    case 'ReceiptIssued': {
      const { receiptId, number, money } = event;
      const named = receiptNumber(policy.receipts?.prefix ?? '', number);
      return plain('receipt-issued', receiptId, { number: named, amountMinor: money.amountMinor, receiptId });
    }
    case 'CaseClosed':
      return plain('case-closed', round, { outcome: event.outcome });
    default:
      return null;
  }
}

/** After an outage: what comes next is due as well, so this would arrive together with it, or say what is past. */
function isOvertaken({ recordedAtMs }: CaseEvent, nextAtMs: number): boolean {
  return recordedAtMs >= nextAtMs;
}

function ladderOf({ clocks, ladders }: PinnedPolicy, clockId: string) {
  const ladder = clocks.find(({ id }) => id === clockId)?.ladder ?? null;
  return ladder === null ? [] : (ladders[ladder] ?? []);
}

function plain(trigger: NoticeOccasion, revision: string, params: MessageIntent['params'] = {}): Occasion {
  return { trigger, revision, params, appointmentRevision: null };
}

/** Nobody is told of a visit that has begun by the time it is written down. */
function appointmentOccasion(
  trigger: NoticeOccasion,
  event: CaseEvent & { readonly revision: number },
  { appointment }: CaseState,
): Occasion | null {
  const { revision } = event;
  if (appointment === null || appointment.revision !== revision || isOvertaken(event, appointment.startMs)) return null;
  const { startMs, endMs } = appointment;
  return {
    trigger,
    revision: `r${revision}`,
    params: { revision, startMs, endMs },
    appointmentRevision: revision,
  };
}
