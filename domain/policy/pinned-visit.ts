import type { CalendarId } from '../calendar/expanded.ts';
import type { FactsFilter } from './pinned-filter.ts';
import type { PersonId, Role } from './pinned-names.ts';

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
