import type { CalendarId, FeastId } from '../calendar/expanded.ts';
import type { Feast } from '../calendar/feasts.ts';
import type { CalendarSchedule } from '../calendar/schedule.ts';
import type { MarkWords } from '../classification/marks.ts';
import type { InwardType } from '../inward/event.ts';
import type { ReportPlan } from '../report/plan.ts';
import type { PersonId, PinnedPolicy } from './pinned.ts';
import type { PolicySource } from './schema.ts';
import type { CaseKind, PriceUnit } from './vocabulary.ts';

/**
 * A whole policy version as plain JSON. It is stored once per version and read by the client and by activities; a case
 * carries only `pinned`. Names and addresses of staff and every text to customers are here and nowhere else.
 */
export interface PolicyDocument {
  readonly id: string;
  /** The same as `pinned.version`. */
  readonly version: string;
  /** IANA name; every local time of the policy is in it. */
  readonly zone: string;
  readonly calendars: Readonly<Record<CalendarId, CalendarSchedule>>;
  /** Days of the year that care greets on; absent when there are none. */
  readonly feasts?: Readonly<Record<FeastId, Feast>>;
  readonly people: Readonly<Record<PersonId, Contact>>;
  readonly organisation: Localised<{ readonly name: string; readonly hotline: string }>;
  /** `mailReplies`: the mailbox that answers are taken from; `smsADay`: texts to customers. Absent where there is none. */
  readonly senders: {
    readonly smsFrom: string;
    readonly mailFrom: string;
    readonly mailReplies?: string;
    readonly smsADay?: number;
  };
  readonly products: Readonly<Record<string, { readonly name: Localised<string> }>>;
  /** What the prices of these codes are for one of; absent when the list never says. */
  readonly priceUnits?: Readonly<Record<string, PriceUnit>>;
  /** Words that mark a request, by the name of their list; absent when the policy has none. */
  readonly marks?: MarkWords;
  /** What the filter `word` says for an id: facts, kinds, clocks, outcomes, occasions. */
  readonly words: Localised<Readonly<Record<string, string>>>;
  /** Per locale, by `templateName`. */
  readonly templates: Templates;
  /** What other systems report that opens a case; absent when nothing does. */
  readonly events?: EventOpenings;
  /** What is reported to the heads; absent where nothing is. */
  readonly reports?: ReportPlan;
  readonly pinned: PinnedPolicy;
  /** What it was made from, so that a later version can be made of it; absent in versions that were stored before. */
  readonly source?: PolicySource;
}

/** The kind of case that an event opens. */
export type EventOpenings = Readonly<Partial<Record<InwardType, { readonly opens: CaseKind }>>>;

/** One value a locale. */
export type Localised<T> = Readonly<Record<string, T>>;
export type Templates = Localised<Readonly<Record<string, string>>>;

/** How a member of staff is reached; `null` where the policy gives no such address. */
export interface Contact {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly locale: string;
}
