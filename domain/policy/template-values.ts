import type { Channel, NoticeTrigger } from './vocabulary.ts';

/** What a text may say of any case. */
export const CASE_VALUES = [
  'case.id',
  'case.kind',
  'case.productModel',
  'case.round',
  'customer.name',
  'recipient.name',
  'technician.name',
  'technician.phone',
  'lead.name',
  'organisation.name',
  'organisation.hotline',
] as const;

/** What the occasion adds, as `params.…`. */
export const PARAMS: Readonly<Record<NoticeTrigger, readonly string[]>> = {
  'case-opened': [],
  'facts-chased': ['missing', 'ordinal'],
  'remote-help-solved': [],
  'handed-off': [],
  'nobody-fits': [],
  'technician-assigned': [],
  'slot-taken': ['startMs', 'endMs'],
  'appointment-proposed': ['startMs', 'endMs', 'revision'],
  'appointment-confirmed': ['startMs', 'endMs', 'revision'],
  'appointment-cancelled': ['startMs', 'endMs', 'revision'],
  'appointment-reminder': ['startMs', 'endMs', 'revision'],
  'clock-warned': ['clockId', 'dueAtMs', 'percent'],
  'clock-escalated': ['clockId', 'dueAtMs', 'step', 'steps'],
  'breach-withdrawn': ['clockId'],
  'callback-asked': ['lowest', 'highest', 'ordinal'],
  'callback-asked-again': ['lowest', 'highest', 'ordinal'],
  'case-reopened': [],
  'follow-up-asked': ['day'],
  'follow-up-problem': ['day'],
  'message-undeliverable': ['purpose', 'code'],
  'case-closed': ['outcome'],
};

/** Occasions whose recipients the clock, the ladder or the earlier alarm names, not the notice. */
export const ALARMS: readonly NoticeTrigger[] = ['clock-warned', 'clock-escalated', 'breach-withdrawn'];

/** The file of a notice's text without its ending: `appointment-proposed.customer.sms`. */
export function templateName(trigger: NoticeTrigger, audience: 'customer' | 'staff', channel: Channel): string {
  return `${trigger}.${audience}.${channel}`;
}
