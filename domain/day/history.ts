import type { CaseEvent, FactOf } from '../case/events.ts';
import type { Facts } from '../case/facts.ts';
import type { VaultId } from '../shared/ids.ts';
import type { UnitRepair } from '../warranty/unit.ts';

/** A visit that was made, or that somebody missed. */
export type PastVisit =
  | ({ readonly what: 'reported'; readonly atMs: number } & Pick<
      FactOf<'ReportFiled'>,
      'cause' | 'result' | 'parts' | 'labour' | 'fee' | 'noteId'
    >)
  | ({ readonly what: 'missed'; readonly atMs: number } & Pick<FactOf<'AppointmentMissed'>, 'who' | 'noteId'>);

/** What happened to a case before somebody goes to it, as far as it helps whoever goes. */
export interface CaseHistory {
  /** The latest value of each. */
  readonly facts: Facts;
  /** The latest first. */
  readonly visits: readonly PastVisit[];
  /** What people wrote down besides, the latest first. */
  readonly notes: readonly { readonly atMs: number; readonly noteId: VaultId }[];
  /** What other cases repaired on the unit, the latest first. */
  readonly repairs: readonly UnitRepair[];
}

export function historyOf(events: readonly CaseEvent[]): CaseHistory {
  const facts: Facts = Object.assign({}, ...events.map((event) => ('facts' in event ? event.facts : {})));
  const latestFirst = [...events].reverse();
  const unit = latestFirst.flatMap((event) => ('unit' in event && event.unit ? [event.unit] : []))[0];
  return {
    facts,
    visits: latestFirst.flatMap((event): PastVisit[] => {
      const { atMs } = event;
      if (event.type === 'AppointmentMissed') return [{ what: 'missed', atMs, who: event.who, noteId: event.noteId }];
      if (event.type !== 'ReportFiled') return [];
      const { cause, result, parts, labour, fee, noteId } = event;
      return [{ what: 'reported', atMs, cause, result, parts, labour, fee, noteId }];
    }),
    notes: latestFirst.flatMap((event) => {
      if (event.type === 'AppointmentMissed' || event.type === 'ReportFiled') return [];
      return 'noteId' in event && event.noteId !== null ? [{ atMs: event.atMs, noteId: event.noteId }] : [];
    }),
    repairs: [...(unit?.repairs ?? [])].reverse(),
  };
}

/** Every text that it takes to tell it. */
export function vaultIdsOf({ facts, visits, notes }: CaseHistory): VaultId[] {
  const ofFacts = Object.values(facts).flatMap((fact) => ('vaultId' in fact ? [fact.vaultId] : []));
  const ofVisits = visits.flatMap(({ noteId }) => (noteId === null ? [] : [noteId]));
  return [...ofFacts, ...ofVisits, ...notes.map(({ noteId }) => noteId)];
}
