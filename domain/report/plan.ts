import type { ClockId, Recipient } from '../policy/pinned.ts';

/** What a report may tell, in the order in which it is told. */
export const REPORT_SECTIONS = [
  'calls',
  'enquiries',
  'requests',
  'indicators',
  'limits',
  'recurring',
  'catalogue',
  'technicians',
  'certificates',
] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

/** How far back a problem that keeps coming back is looked for. */
export const RECURRENCE_PERIODS = ['month', 'quarter', 'year'] as const;
export type RecurrencePeriod = (typeof RECURRENCE_PERIODS)[number];

/** A report that is mailed by itself. */
export interface ReportDefinition {
  /** `month`: on its first day, about the month before; a weekday (Monday 0): on that day, about the seven days before. */
  readonly every: 'month' | { readonly weekday: number };
  readonly atMinuteOfDay: number;
  readonly to: readonly Extract<Recipient, { kind: 'role' }>[];
  readonly sections: readonly ReportSection[];
}

/** What the indicators are held against; what is absent is shown without a target. */
export interface ReportTargets {
  /** Average score, on the scale of the callback. */
  readonly satisfaction?: number;
  /** The clock that is the response time, and how often it is kept, in percent. */
  readonly response?: { readonly clock: ClockId; readonly percent: number };
  /** Percent. */
  readonly resolved?: number;
  /** Percent. */
  readonly handled?: number;
}

/** The reports of an organisation (S0 2.1 and 2.2, S3.4, S4.5.5). No case carries it. */
export interface ReportPlan {
  readonly mailed: Readonly<Record<string, ReportDefinition>>;
  readonly targets: ReportTargets;
  /** So many cases of one problem of a product in that time are a warning. */
  readonly recurring: Readonly<Partial<Record<RecurrencePeriod, number>>>;
  /** Certificates that end within so many days are told. */
  readonly certificateDays: number;
}
