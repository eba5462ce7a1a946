import type { LinkPurpose } from '../link/claim.ts';
import { type ItemKind, type ItemName, partsOf } from './item-words.ts';
import { isItemOccasion, type NoticeOccasion } from './pinned-notice.ts';
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

/**
 * What a customer's text may say besides: where to go to do a thing. Each is empty where there is nothing to do, and all
 * are where nobody outside reaches us.
 */
export const LINK_VALUES = {
  appointment: 'links.appointment',
  facts: 'links.facts',
  status: 'links.status',
  quotation: 'links.quotation',
  sign: 'links.sign',
  rate: 'links.rate',
  'follow-up': 'links.followUp',
  'opt-out': 'links.optOut',
} as const satisfies Record<LinkPurpose, string>;

/** What a text to staff may say besides: the page of their day, for whoever goes to the visit. */
export const STAFF_LINK_VALUES = { day: 'links.day' } as const;

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
  'technician-departed': ['startMs', 'endMs'],
  'missed-by-customer': ['startMs', 'endMs'],
  'missed-by-technician': ['startMs', 'endMs'],
  'crew-reinforced': [],
  'incident-recorded': ['what'],
  'signature-asked': [],
  'clock-warned': ['clockId', 'dueAtMs', 'percent'],
  'clock-escalated': ['clockId', 'dueAtMs', 'step', 'steps'],
  'breach-withdrawn': ['clockId'],
  'callback-asked': ['lowest', 'highest', 'ordinal'],
  'callback-asked-again': ['lowest', 'highest', 'ordinal'],
  'case-reopened': [],
  'follow-up-asked': ['day'],
  'follow-up-problem': ['day'],
  'message-undeliverable': ['purpose', 'code'],
  'receipt-issued': ['number', 'amountMinor', 'receiptId'],
  'case-closed': ['outcome'],
};

/** What a step of an item adds, by the kind of item; what the item lacks is empty. */
const ITEM_PARAMS: Readonly<Record<ItemKind, readonly string[]>> = {
  task: [],
  promise: ['agreedMs'],
  approval: ['amountMinor'],
  complaint: ['topic'],
  quotation: ['amountMinor', 'validUntilMs'],
  'depot-repair': ['cause', 'terms', 'payer', 'agreedMs', 'parcel'],
  loaner: ['model'],
  return: ['remedy', 'payer', 'owedMinor', 'amountMinor'],
};

/** What an occasion of long-term care adds, by its step. */
const CARE_PARAMS: Readonly<Record<string, readonly string[]>> = {
  due: ['on', 'turn'],
  answered: ['answer', 'score'],
  problem: ['answer', 'score'],
};

/** What an occasion adds; `kindOf` says what an item is, `care` of an occasion of care, null where there is none. */
export function paramsOf(
  occasion: NoticeOccasion,
  kindOf: (name: ItemName) => ItemKind | 'care' | null,
): readonly string[] {
  if (!isItemOccasion(occasion)) return PARAMS[occasion];
  const { name, step } = partsOf(occasion) ?? { name: '', step: '' };
  const kind = kindOf(name);
  if (kind === 'care') return ['occasion', 'ordinal', 'step', ...(CARE_PARAMS[step] ?? [])];
  return ['item', 'itemId', 'step', ...(kind === null ? [] : ITEM_PARAMS[kind])];
}

/** Occasions whose recipients the clock, the ladder or the earlier alarm names, not the notice. */
export const ALARMS: readonly NoticeOccasion[] = ['clock-warned', 'clock-escalated', 'breach-withdrawn'];

/** The file of a notice's text without its ending: `appointment-proposed.customer.sms`. */
export function templateName(trigger: NoticeOccasion, audience: 'customer' | 'staff', channel: Channel): string {
  return `${trigger}.${audience}.${channel}`;
}
