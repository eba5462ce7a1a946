import { assertNever } from '../../shared/assert-never.ts';
import { partsOf } from '../item-words.ts';
import { isItemOccasion, type NoticeOccasion } from '../pinned-notice.ts';
import type { PolicySource } from '../schema.ts';
import { comesTo, mayOpen } from './item-reach.ts';
import { type Clock, type Plan, reaches, starts } from './reach.ts';

/** Whether a case of the plan ever gives the occasion of a notice. */
export function occurs(source: PolicySource, plan: Plan, trigger: NoticeOccasion): boolean {
  if (isItemOccasion(trigger)) return mayOpen(source, plan, partsOf(trigger)?.name ?? '');
  const has = (stage: Plan['stages'][number]): boolean => plan.stages.includes(stage);
  const { callback, followUp, kinds } = source;
  switch (trigger) {
    case 'case-opened':
    case 'case-closed':
    case 'message-undeliverable':
      return true;
    case 'facts-chased':
      return (kinds[plan.kind]?.needs.length ?? 0) > 0;
    case 'remote-help-solved':
      return has('remote-help');
    case 'handed-off':
      return has('hand-off');
    case 'nobody-fits':
    case 'technician-assigned':
      return has('assign');
    case 'slot-taken':
    case 'appointment-proposed':
    case 'appointment-confirmed':
    case 'appointment-cancelled':
      return has('appointment');
    case 'appointment-reminder':
    case 'technician-departed':
      return has('visit');
    case 'missed-by-customer':
    case 'missed-by-technician':
      return has('appointment') && has('visit');
    case 'crew-reinforced':
      return has('report') && source.visit?.reinforcedBy !== undefined;
    case 'incident-recorded':
      return source.visit?.incidents !== undefined;
    case 'signature-asked':
      return has('report') && source.visit?.signed === undefined;
    case 'clock-warned':
      return alarms(source, plan, ({ warn, warnAt }) => warn !== undefined && warnAt.length > 0);
    case 'clock-escalated':
    case 'breach-withdrawn':
      return alarms(source, plan, ({ ladder }) => ladder !== undefined);
    case 'receipt-issued':
      return (source.receipts?.on ?? []).some((on) => comesTo(source, plan, on));
    case 'callback-asked':
      return has('callback');
    case 'callback-asked-again':
      return has('callback') && callback.times > 1;
    case 'case-reopened':
      return reaches(source, plan, 'reopened');
    case 'follow-up-asked':
    case 'follow-up-problem':
      return has('follow-up') && followUp.days.length > 0;
    default:
      return assertNever(trigger);
  }
}

function alarms(source: PolicySource, plan: Plan, raises: (clock: Clock) => boolean): boolean {
  return Object.values(source.clocks).some((clock) => raises(clock) && starts(source, clock, plan));
}
