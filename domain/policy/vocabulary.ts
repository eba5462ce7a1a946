/** The closed sets a policy chooses from. Order in each list is the order people expect to read. */

export { FACT_NAMES, FACTS, type FactName, ORDER_KINDS, PAST_DAYS } from './vocabulary-facts.ts';
export {
  FINDINGS,
  type Finding,
  REPORT_RESULTS,
  type ReportResult,
  USUAL_RESULTS,
} from './vocabulary-visit.ts';
export {
  CAUSE_OUTCOMES,
  type CauseOutcome,
  CHARGE_AT,
  CHARGE_ITEMS,
  type ChargeItem,
  DAMAGES,
  type Damage,
  FAULT_CAUSES,
  type FaultCause,
  LOST_WARRANTY,
  type LostWarranty,
  PRICE_UNITS,
  PROOFS,
  type PriceUnit,
  type Proof,
  STANDINGS,
  type Standing,
  WARRANTY_ANCHORS,
  type WarrantyAnchor,
} from './vocabulary-warranty.ts';

export const CASE_KINDS = [
  'consultation',
  'repair',
  'installation',
  'maintenance',
  'return',
  'exchange',
  'complaint',
  'callback',
  'care',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const GRADES = ['simple', 'general', 'complex'] as const;
export type Grade = (typeof GRADES)[number];

export const URGENCIES = ['normal', 'emergency'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Whose a case is; `referred`: brought by another customer (S1p). */
export const TIERS = ['standard', 'key', 'regular', 'new', 'referred'] as const;
export type Tier = (typeof TIERS)[number];

/** How a case is served; known from classification on, as the grade is. */
export const WAYS = ['on-site', 'remote', 'bring-in', 'mail-in'] as const;
export type Way = (typeof WAYS)[number];

/** How a request came. */
export const INTAKE_CHANNELS = [
  'hotline',
  'email',
  'web',
  'sms',
  'walk-in',
  'back-office',
  'chat',
  'fax',
  'letter',
  'support-system',
] as const;
export type IntakeChannel = (typeof INTAKE_CHANNELS)[number];

/** The steps a stage plan is made of; `closed` always ends it and is never written. */
export const PLAN_STAGES = [
  'intake',
  'remote-help',
  'classify',
  'hand-off',
  'assign',
  'appointment',
  'visit',
  'report',
  'callback',
  'follow-up',
  'care',
] as const;
export type PlanStage = (typeof PLAN_STAGES)[number];
/** `gate`: it waits for a line beside the main line. */
export type StageName = PlanStage | 'gate' | 'closed';

/** Moments clocks run between; `domain/sla/milestones.ts` says which event is which. */
export const MILESTONES = [
  'opened',
  'responded',
  'facts-complete',
  'remote-help-tried',
  'record-completed',
  'handed-off',
  'technician-assigned',
  'appointment-proposed',
  'appointment-confirmed',
  'departed',
  'arrived',
  'report-filed',
  'reinforced',
  'solved',
  'report-signed',
  'callback-asked',
  'rated',
  'reopened',
  'closed',
] as const;
export type Milestone = (typeof MILESTONES)[number];

export const PAUSE_CAUSES = ['held', 'waiting-for-customer', 'waiting-for-consent', 'waiting-for-payment'] as const;
export type PauseCause = (typeof PAUSE_CAUSES)[number];

export const CHANNELS = ['sms', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a notice may answer to; the template of a notice carries its name. */
export const NOTICE_TRIGGERS = [
  'case-opened',
  'facts-chased',
  'remote-help-solved',
  'handed-off',
  'nobody-fits',
  'technician-assigned',
  'slot-taken',
  'appointment-proposed',
  'appointment-confirmed',
  'appointment-cancelled',
  'appointment-reminder',
  'technician-departed',
  'missed-by-customer',
  'missed-by-technician',
  'crew-reinforced',
  'incident-recorded',
  'signature-asked',
  'clock-warned',
  'clock-escalated',
  'breach-withdrawn',
  'callback-asked',
  'callback-asked-again',
  'case-reopened',
  'follow-up-asked',
  'follow-up-problem',
  'message-undeliverable',
  'receipt-issued',
  'case-closed',
] as const;
export type NoticeTrigger = (typeof NOTICE_TRIGGERS)[number];
