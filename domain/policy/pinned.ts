import type { CalendarId } from '../calendar/expanded.ts';
import type {
  CaseKind,
  Channel,
  ChargeItem,
  Damage,
  FactName,
  Grade,
  Milestone,
  NoticeTrigger,
  PauseCause,
  PlanStage,
  Tier,
  Urgency,
} from './vocabulary.ts';

/** A role's name in a policy, such as `lead`. */
export type Role = string;
/** A person's opaque id in a policy; names and addresses stay outside the workflow. */
export type PersonId = string;
export type ClockId = string;
export type LadderId = string;

/** Who a notice or an alarm goes to: the customer, whoever carries the case, or whoever holds a role. */
export type Recipient =
  | { readonly kind: 'customer' }
  | { readonly kind: 'lead' }
  | { readonly kind: 'technician' }
  | { readonly kind: 'role'; readonly role: Role };

/** All that is given must match; an empty filter matches every case. */
export interface FactsFilter {
  readonly kinds?: readonly CaseKind[];
  readonly grades?: readonly Grade[];
  readonly urgencies?: readonly Urgency[];
  readonly tiers?: readonly Tier[];
  /** Product models; a trailing `*` matches any ending. */
  readonly products?: readonly string[];
}

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
  readonly people: readonly Person[];
  readonly handOff: { readonly to: Role };
  readonly chase: Chase;
  readonly clocks: readonly ClockDefinition[];
  readonly ladders: Readonly<Record<LadderId, readonly LadderStep[]>>;
  readonly assignment: AssignmentRules;
  readonly appointment: AppointmentRules;
  readonly warranty: WarrantyRules;
  readonly prices: PriceList;
  readonly callback: CallbackRules;
  readonly followUp: FollowUpPlan;
  readonly notices: readonly Notice[];
  /** How far in the past a command may say it took effect. */
  readonly effectiveBackMs: number;
}

export interface KindPlan {
  readonly stages: readonly PlanStage[];
  readonly requiredFacts: readonly FactName[];
}

export interface Person {
  readonly id: PersonId;
  readonly roles: readonly Role[];
  readonly hours: CalendarId;
  readonly locale: string;
  readonly skills: readonly string[];
  readonly certificates: readonly { readonly name: string; readonly validUntil: string }[];
  readonly regions: readonly string[];
  readonly maxOpenCases: number;
}

/** Missing facts are asked for at once, then every `everyMs` of `hours`, `times` in all; then the desk is left with it. */
export interface Chase {
  readonly everyMs: number;
  readonly times: number;
  readonly hours: CalendarId;
}

export interface ClockDefinition {
  readonly id: ClockId;
  readonly from: Milestone;
  readonly until: Milestone;
  readonly pausedWhile: readonly PauseCause[];
  readonly calendar: CalendarId;
  /** First match wins; no match means that the clock does not apply. */
  readonly within: readonly LimitRow[];
  /** Percent of the limit, ascending, 1 to 99. */
  readonly warnAtPercent: readonly number[];
  readonly warn: Recipient | null;
  readonly ladder: LadderId | null;
}

export interface LimitRow {
  readonly when: FactsFilter;
  readonly withinMs: number;
  /** Overrides the clock's calendar, as an emergency does. */
  readonly calendar?: CalendarId;
}

/** `afterMs` counts from the breach in the clock's calendar; the first step usually has 0. */
export interface LadderStep {
  readonly afterMs: number;
  readonly notify: Recipient;
}

export interface AssignmentRules {
  readonly role: Role;
  /** Every row that matches adds its needs. */
  readonly needs: readonly {
    readonly when: FactsFilter;
    readonly skills: readonly string[];
    readonly certificates: readonly string[];
  }[];
  readonly regionMustMatch: boolean;
}

export interface AppointmentRules {
  readonly hours: CalendarId;
  readonly minNoticeMs: number;
  readonly maxAheadMs: number;
  readonly maxLengthMs: number;
  readonly reminder: { readonly daysBefore: number; readonly atMinuteOfDay: number };
}

export interface WarrantyRules {
  readonly anchor: 'purchase-date';
  /** First match wins. */
  readonly periods: readonly { readonly when: FactsFilter; readonly months: number }[];
  /** What a damage does to a free repair: a priced quotation or no service at all (S4 quotes, S1i refuses). */
  readonly exclusions: Readonly<Partial<Record<Exclude<Damage, 'none'>, 'quote' | 'refuse'>>>;
  readonly expired: 'quote' | 'refuse';
}

export interface PriceList {
  readonly parts: Readonly<Record<string, number>>;
  readonly labour: Readonly<Record<string, number>>;
  readonly travelMinor: number;
  /** What is charged outside warranty; within it nothing is. */
  readonly charged: readonly ChargeItem[];
}

export interface CallbackRules {
  /** Counted in `hours` from the signed report. */
  readonly afterMs: number;
  readonly hours: CalendarId;
  readonly askAgainEveryMs: number;
  /** Questions in all; after the last one unanswered the case goes on. */
  readonly times: number;
  readonly scale: { readonly lowest: number; readonly highest: number };
  readonly reopenAtOrBelow: number;
  /** A reopened case starts its next round here. */
  readonly reopenTo: PlanStage;
  readonly anotherTechnician: boolean;
}

/** Days count from the signed report of the last round. */
export interface FollowUpPlan {
  readonly days: readonly { readonly day: number; readonly atMinuteOfDay: number }[];
  readonly hours: CalendarId;
  /** An unanswered question is given up after this long. */
  readonly answerWithinMs: number;
  readonly reopenOnProblem: boolean;
}

export interface Notice {
  readonly on: NoticeTrigger;
  readonly to: Recipient;
  readonly channels: readonly Channel[];
  /** `recipient`: the person's own hours; a calendar: that one; `any`: at once. */
  readonly hours: 'recipient' | 'any' | { readonly calendar: CalendarId };
  /** An emergency case sends at once, whatever the hours. */
  readonly emergency: 'at-once' | 'same';
  /** `normal` is sent at most once after look-up; `escalation` at least once. */
  readonly class: 'normal' | 'escalation';
  readonly when: FactsFilter;
}
