import type { PersonId } from '../../policy/pinned.ts';
import type { VaultId } from '../../shared/ids.ts';

/** Who was not there when a visit was to begin. */
export const ABSENTEES = ['customer', 'technician'] as const;
export type Absentee = (typeof ABSENTEES)[number];

/** What is said of a visit besides its appointment, its arrival and its report. */
export interface VisitBodies {
  RecordDeparture: Record<never, never>;
  RecordNoShow: { readonly who: Absentee; readonly noteId: VaultId | null };
  /** At least one. */
  ReinforceCrew: { readonly personIds: readonly PersonId[] };
  RecordIncident: {
    readonly personId: PersonId;
    /** One of the policy's. */
    readonly what: string;
    readonly noteId: VaultId | null;
  };
}

export const VISIT_COMMANDS = [
  'RecordDeparture',
  'RecordNoShow',
  'ReinforceCrew',
  'RecordIncident',
] as const satisfies readonly (keyof VisitBodies)[];
