import type { CalendarId } from '../calendar/expanded.ts';
import type { CivilDate } from '../shared/civil-date.ts';
import type { ItemOccasion } from './item-words.ts';
import type { FactsFilter } from './pinned-filter.ts';
import type { PersonId, Role } from './pinned-names.ts';
import type { ReportResult } from './vocabulary.ts';

export interface Person {
  readonly id: PersonId;
  readonly roles: readonly Role[];
  readonly hours: CalendarId;
  readonly locale: string;
  readonly skills: readonly string[];
  readonly certificates: readonly { readonly name: string; readonly validUntil: string }[];
  readonly regions: readonly string[];
  readonly maxOpenCases: number;
  /** A desk that makes many visits at once: nobody keeps its time. Absent: one visit at a time. */
  readonly books?: false;
  /** Days of leave, both ends included; absent without any. */
  readonly absent?: readonly { readonly from: CivilDate; readonly to: CivilDate }[];
}

export interface AssignmentRules {
  /** Who is sent unless a row of `roles` says otherwise. */
  readonly role: Role;
  /** Read from the top; `fromRound` 2 is for cases that were opened again. Absent: one role for all. */
  readonly roles?: readonly { readonly when: FactsFilter; readonly fromRound?: number; readonly role: Role }[];
  /** How many go besides, by role; the first row that fits counts. Absent: everybody goes alone. */
  readonly crew?: readonly { readonly when: FactsFilter; readonly size: number; readonly with: Role }[];
  /** Who may be sent besides, once the item stands at that step: another department (S1r). */
  readonly reserve?: { readonly role: Role; readonly after: ItemOccasion };
  /** Nobody is sent outside the hours they work; absent: the hours of visits alone count. */
  readonly workingHours?: true;
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

/** How a visit is done, as far as the policy says anything of it. */
export interface VisitRules {
  /** All of it is ticked in the report of a visit (S0 conduct). */
  readonly checklist?: readonly string[];
  /** What a report may end with; absent: solved or a second visit. */
  readonly results?: readonly ReportResult[];
  /** `before-leaving`: the customer signs while the technician is there (S1l). */
  readonly signed?: 'before-leaving';
  /** So many visits missed close the case (the customer's), or are done by somebody else; absent: it never does. */
  readonly missed?: { readonly customer?: number; readonly technician?: number };
  /** Who may come in addition while the work goes on; absent: nobody. */
  readonly reinforcedBy?: Role;
  /** What may stand on somebody's record (S0 conduct). */
  readonly incidents?: readonly string[];
}
