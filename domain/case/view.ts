import type { ClockId, PersonId } from '../policy/pinned.ts';
import type { CaseKind, FactName, Grade, StageName, Tier, Urgency } from '../policy/vocabulary.ts';
import type { CaseId, OrganisationId } from '../shared/ids.ts';
import type { WarrantyStanding } from './events.ts';
import type { Appointment, Hold } from './state.ts';

/** What must happen next for a case to move, and by when. An open case always has one. */
export interface NextStep {
  /** Such as `hand-off`, `confirm-appointment`, `answer-follow-up`, `resume`. */
  readonly what: string;
  readonly who: 'customer' | 'engine' | 'desk' | 'lead' | 'technician';
  readonly personId: PersonId | null;
  readonly byMs: number | null;
}

export interface ClockView {
  readonly clockId: ClockId;
  readonly round: number;
  readonly status: 'running' | 'paused' | 'warned' | 'breached' | 'acknowledged' | 'met' | 'missed' | 'cancelled';
  readonly startedAtMs: number;
  readonly dueAtMs: number | null;
  readonly limitMs: number;
}

/** What people and machines see of a case: no policy, no personal data. */
export interface CaseView {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly seq: number;
  readonly atMs: number;
  readonly policyId: string;
  readonly policyVersion: string;
  readonly source: string;
  readonly channel: string;
  readonly locale: string;
  readonly stage: StageName;
  readonly outcome: string | null;
  readonly kind: CaseKind;
  readonly grade: Grade | null;
  readonly urgency: Urgency;
  readonly tier: Tier;
  readonly warranty: WarrantyStanding | null;
  readonly productModel: string | null;
  readonly region: string | null;
  readonly missingFacts: readonly FactName[];
  readonly round: number;
  readonly leadId: PersonId | null;
  readonly technicianId: PersonId | null;
  readonly appointment: Appointment | null;
  readonly appointmentRevision: number;
  readonly hold: Hold | null;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
  readonly nextStep: NextStep | null;
  readonly nextDeadline: { readonly clockId: ClockId; readonly dueAtMs: number } | null;
  readonly clocks: readonly ClockView[];
}
