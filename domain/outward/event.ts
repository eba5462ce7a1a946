import type { CaseEvent } from '../case/events.ts';
import type { MessageIntent } from '../notice/intent.ts';
import type { CaseId, OrganisationId } from '../shared/ids.ts';
import { toldOf } from './journal-names.ts';
import { messageData, placeData, type Told } from './telling.ts';
import type { OutwardType } from './types.ts';

/** A fact as the outside may hear of it: an entry of a case's ledger, or what the message ledger knows of a message. */
export type OutwardFact =
  | { readonly from: 'journal'; readonly caseId: CaseId; readonly event: CaseEvent }
  | { readonly from: 'messages'; readonly caseId: CaseId; readonly message: MessageNews };

/** What became of a message: its provider took it, or says how it arrived. */
export interface MessageNews extends Pick<MessageIntent, 'key' | 'channel' | 'recipient' | 'class'> {
  readonly purpose: string;
  readonly state: (typeof MESSAGE_NEWS)[number];
  /** Why it did not arrive, in the provider's code. */
  readonly code: string | null;
  readonly atMs: number;
}
export const MESSAGE_NEWS = ['sent', 'delivered', 'undelivered', 'failed'] as const;

/** CloudEvents 1.0 in JSON. The same fact has the same `id`, however often it is told. */
export interface OutwardEvent {
  readonly specversion: '1.0';
  readonly id: string;
  /** `/organisations/northwind` */
  readonly source: string;
  readonly type: OutwardType;
  /** The case, or the report that a message carries: `report/weekly/2026-11-16`. */
  readonly subject: CaseId;
  /** When it took effect, ISO 8601. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: Readonly<Record<string, unknown>> & { readonly caseId: CaseId };
}

/** The event that tells a fact, or null for a fact that another one tells. Nothing personal is in it. */
export function outwardEvent(organisationId: OrganisationId, fact: OutwardFact): OutwardEvent | null {
  const told = fact.from === 'journal' ? toldOf(fact.event) : messageTold(fact.message);
  if (told === null) return null;
  return {
    specversion: '1.0',
    id: idOf(fact),
    source: `/organisations/${organisationId}`,
    type: told.type,
    subject: fact.caseId,
    time: new Date(fact.from === 'journal' ? fact.event.atMs : fact.message.atMs).toISOString(),
    datacontenttype: 'application/json',
    data: {
      caseId: fact.caseId,
      ...(fact.from === 'journal' ? placeData(fact.event) : {}),
      ...told.data,
    },
  };
}

function messageTold(message: MessageNews): Told {
  const { state, code } = message;
  return { type: `message.${state}`, data: { ...messageData(message), ...(code === null ? {} : { code }) } };
}

/** `C-7K3M9P2QXA:12`, or `<key of the message>:sent`. */
function idOf(fact: OutwardFact): string {
  return fact.from === 'journal' ? `${fact.caseId}:${fact.event.seq}` : `${fact.message.key}:${fact.message.state}`;
}

export type EventPlace =
  | { readonly from: 'journal'; readonly caseId: CaseId; readonly seq: number }
  | { readonly from: 'messages'; readonly key: string; readonly state: MessageNews['state'] };

/** Where the fact of an id is to be found; null for what is no id of an event. */
export function placeOfEvent(id: string): EventPlace | null {
  const [, before = '', last = ''] = /^(.+):(\w{1,20})$/.exec(id) ?? [];
  const state = MESSAGE_NEWS.find((one) => one === last);
  if (state !== undefined) return { from: 'messages', key: before, state };
  return /^\d{1,9}$/.test(last) ? { from: 'journal', caseId: before, seq: Number(last) } : null;
}
