import type { CallbackRules, FollowUpPlan } from './pinned-afterwards.ts';
import type { CareRules } from './pinned-care.ts';
import type { PriceList } from './pinned-charge.ts';
import type { ClockDefinition, LadderStep } from './pinned-clock.ts';
import type { ItemDefinitions } from './pinned-items.ts';
import type { LadderId, Role } from './pinned-names.ts';
import type { Notice } from './pinned-notice.ts';
import type { Chase, KindPlan, RemoteHelpRules } from './pinned-plan.ts';
import type { ReceiptRules } from './pinned-receipts.ts';
import type { SortRule } from './pinned-sorting.ts';
import type { AppointmentRules, AssignmentRules, Person, VisitRules } from './pinned-visit.ts';
import type { WarrantyRules } from './pinned-warranty.ts';
import type { CaseKind } from './vocabulary.ts';

export type { CallbackRules, FollowUpPlan } from './pinned-afterwards.ts';
export type { CareRules } from './pinned-care.ts';
export type { ChargeRule, PriceList } from './pinned-charge.ts';
export type { ClockDefinition, ClockMilestone, LadderStep, LimitRow } from './pinned-clock.ts';
export type { FactsFilter } from './pinned-filter.ts';
export type { ItemDefinition, ItemDefinitions } from './pinned-items.ts';
export type { ClockId, LadderId, PersonId, Recipient, Role } from './pinned-names.ts';
export type { Notice, NoticeOccasion } from './pinned-notice.ts';
export type { Chase, KindPlan, RemoteHelpRules } from './pinned-plan.ts';
export type { SortRule } from './pinned-sorting.ts';
export type { AppointmentRules, AssignmentRules, Person, VisitRules } from './pinned-visit.ts';
export type { WarrantyRules } from './pinned-warranty.ts';

/** The rules of one policy version as a case carries them: no templates, no names, no addresses. Plain JSON. */
export interface PinnedPolicy {
  readonly id: string;
  /** Content hash of the policy and its templates: 12 hexadecimal digits. */
  readonly version: string;
  /** ISO 4217; every `…Minor` is in it. */
  readonly currency: string;
  readonly defaultLocale: string;
  readonly locales: readonly string[];
  readonly regions: readonly string[];
  readonly kinds: Readonly<Partial<Record<CaseKind, KindPlan>>>;
  readonly defaultKind: CaseKind;
  /** Names of faults a request may carry; absent when the policy lists none. */
  readonly faults?: readonly string[];
  readonly people: readonly Person[];
  readonly handOff: { readonly to: Role };
  readonly chase: Chase;
  readonly remoteHelp?: RemoteHelpRules;
  readonly clocks: readonly ClockDefinition[];
  readonly ladders: Readonly<Record<LadderId, readonly LadderStep[]>>;
  readonly assignment: AssignmentRules;
  readonly appointment: AppointmentRules;
  /** Absent where the policy says nothing of it. */
  readonly visit?: VisitRules;
  readonly warranty: WarrantyRules;
  readonly prices: PriceList;
  /** Read from the top; absent when people alone sort. */
  readonly sort?: readonly SortRule[];
  readonly callback: CallbackRules;
  readonly followUp: FollowUpPlan;
  /** Lines beside the main line; absent where the policy has none. */
  readonly items?: ItemDefinitions;
  /** What is done for a unit over the years; absent where nothing is. */
  readonly care?: CareRules;
  readonly notices: readonly Notice[];
  /** Zones of customers that are left alone at night, the policy's own first; absent where nobody is. */
  readonly quiet?: { readonly zones: readonly string[] };
  /** Absent where nobody gets one. */
  readonly receipts?: ReceiptRules;
  /** How far in the past a command may say it took effect. */
  readonly effectiveBackMs: number;
}
