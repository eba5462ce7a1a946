import { nextOpen } from '../calendar/spans.ts';
import type { CaseContext } from '../case/context.ts';
import type { CaseEvent, CaseFact } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { traitsOf } from '../case/traits.ts';
import { purposeOf, purposeOfMessage } from '../consent/purpose.ts';
import { isWithheld } from '../consent/withheld.ts';
import type { MessagePurpose } from '../policy/consent-words.ts';
import { matches } from '../policy/match.ts';
import type { Notice, PinnedPolicy } from '../policy/pinned.ts';
import type { Channel } from '../policy/vocabulary.ts';
import { isAnswered } from './care-occasion.ts';
import type { MessageIntent } from './intent.ts';
import { isLeft } from './item-occasion.ts';
import { type Addressee, addresseesOf } from './recipients.ts';
import { type Occasion, occasionOf } from './triggers.ts';
import { wakingHoursOf } from './waking-hours.ts';

/** The messages that an event owes, each planned for now or held until its recipient's hours. */
export function noticeConsequences(event: CaseEvent, state: CaseState, context: CaseContext): readonly CaseFact[] {
  const occasion = occasionOf(event, state, context.policy);
  if (occasion === null) return [];
  const notices = context.policy.notices.filter(
    (notice) => notice.on === occasion.trigger && matches(notice.when, traitsOf(state)),
  );
  const planned = notices.flatMap((notice) =>
    addresseesOf(event, notice, state, context).flatMap((addressee) =>
      usable(
        asking(notice.channels, occasion, addressee),
        purposeOf(occasion.trigger, context.policy),
        addressee,
        state,
      ).map((channel) => plan(occasion, notice, addressee, channel, state, context)),
    ),
  );
  const keys = new Set<string>();
  return planned.filter((fact) => !keys.has(fact.intent.key) && keys.add(fact.intent.key) !== undefined);
}

type Planned = Extract<CaseFact, { type: 'MessagePlanned' | 'MessageHeld' }>;

function plan(
  occasion: Occasion,
  notice: Notice,
  addressee: Addressee,
  channel: Channel,
  state: CaseState,
  context: CaseContext,
): Planned {
  const { calendars, nowMs } = context;
  const hours =
    state.urgency === 'emergency' && notice.emergency === 'at-once' ? null : hoursOf(notice, addressee, state, context);
  const who = addressee.kind === 'customer' ? 'customer' : addressee.person.id;
  const intent: MessageIntent = {
    key: [state.caseId, occasion.trigger, occasion.revision, who, channel].join('/'),
    purpose: occasion.trigger,
    channel,
    recipient: addressee.kind === 'customer' ? addressee : { kind: 'staff', personId: addressee.person.id },
    class: notice.class,
    hours,
    appointmentRevision: occasion.appointmentRevision,
    params: occasion.params,
    ...(occasion.parcelId === undefined ? {} : { parcelId: occasion.parcelId }),
  };
  const releaseAtMs = hours === null ? nowMs : (nextOpen(calendars.spans[hours] ?? [], nowMs) ?? nowMs);
  return releaseAtMs > nowMs ? { type: 'MessageHeld', intent, releaseAtMs } : { type: 'MessagePlanned', intent };
}

function hoursOf(notice: Notice, addressee: Addressee, { facts }: CaseState, { policy }: CaseContext): string | null {
  if (notice.hours === 'any') return null;
  if (notice.hours !== 'recipient') return notice.hours.calendar;
  return addressee.kind === 'staff' ? addressee.person.hours : wakingHoursOf(facts, policy);
}

/** A question that is put by one way is written to nobody otherwise; whoever is to call is told by any. */
function asking(channels: readonly Channel[], { way }: Occasion, { kind }: Addressee): readonly Channel[] {
  if (way === undefined) return channels;
  if (kind === 'staff') return way === 'phone' ? channels : [];
  return channels.filter((channel) => channel === way);
}

/** A customer is written to only where the case has an address and they allow it; staff addresses are in the policy. */
function usable(
  channels: readonly Channel[],
  purpose: MessagePurpose,
  addressee: Addressee,
  state: CaseState,
): readonly Channel[] {
  if (addressee.kind === 'staff') return channels;
  return channels.filter(
    (channel) =>
      state.facts[channel === 'sms' ? 'phone' : 'email'] !== undefined && !isWithheld(state.withheld, channel, purpose),
  );
}

/** Held messages that an event has made pointless; they are written off, never sent. */
export function staleMessages(event: CaseEvent, state: CaseState, { policy }: CaseContext): readonly CaseFact[] {
  if (event.type.startsWith('Message')) return [];
  return state.heldMessages.flatMap(({ intent }): CaseFact[] => {
    const reason = staleReason(intent, state, policy);
    return reason === null ? [] : [{ type: 'MessageSuppressed', key: intent.key, reason }];
  });
}

type Staleness = 'superseded' | 'case-closed' | 'answered' | 'opted-out';

function staleReason(intent: MessageIntent, state: CaseState, policy: PinnedPolicy): Staleness | null {
  if (isRefused(intent, state, policy)) return 'opted-out';
  const { stage, clocks, appointment } = state;
  const { ordinal = 0 } = intent.params;
  if (intent.appointmentRevision !== null && intent.appointmentRevision < state.appointmentRevision)
    return 'superseded';
  if (intent.params.itemId !== undefined) return isLeft(intent, state) ? 'answered' : null;
  switch (intent.purpose) {
    case 'facts-chased':
      if (stage.name !== 'intake') return 'answered';
      return Number(ordinal) < stage.chases ? 'superseded' : null;
    case 'callback-asked':
    case 'callback-asked-again':
      if (stage.name !== 'callback') return 'answered';
      return Number(ordinal) < stage.asked ? 'superseded' : null;
    case 'appointment-proposed':
      return appointment?.status === 'proposed' ? null : 'answered';
    case 'appointment-reminder':
    case 'technician-departed':
      return stage.name === 'visit' ? null : 'answered';
    case 'signature-asked':
      return stage.name === 'report' && stage.filed ? null : 'answered';
    case 'follow-up-asked':
      return stage.name === 'follow-up' && stage.next?.day === intent.params.day ? null : 'answered';
    case 'clock-warned':
    case 'clock-escalated': {
      const clock = clocks.findLast(({ clockId }) => clockId === intent.params.clockId);
      if (clock?.status !== 'running') return 'answered';
      return clock.breach?.acknowledgedBy ? 'answered' : null;
    }
    case 'case-closed':
    case 'receipt-issued':
    case 'appointment-cancelled':
      return null;
    default:
      if (isAnswered(intent, state, policy)) return 'answered';
      return stage.name === 'closed' && intent.recipient.kind === 'customer' ? 'case-closed' : null;
  }
}

/** The customer has said no to it since. */
function isRefused(intent: MessageIntent, { withheld }: CaseState, policy: PinnedPolicy): boolean {
  return intent.recipient.kind === 'customer' && isWithheld(withheld, intent.channel, purposeOfMessage(intent, policy));
}
