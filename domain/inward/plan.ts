import type { CaseKind } from '../policy/vocabulary.ts';
import type { CaseId } from '../shared/ids.ts';
import type { InwardEvent, Reason } from './event.ts';
import { fitsOf, type Move, type Subject } from './moves.ts';

/** An open case that was found by what an event names. */
export interface Candidate extends Subject {
  readonly caseId: CaseId;
  readonly kind: CaseKind;
  /** A later event of this type has been applied to it. */
  readonly overtaken: boolean;
}

/** What is to be done about an event. Kept before anything is done, so that a repeat after a crash does the same. */
export interface Plan {
  readonly cases: readonly { readonly caseId: CaseId; readonly moves: readonly Move[] }[];
  readonly opens: CaseKind | null;
  /** Why nothing, where nothing is to be done. */
  readonly why: Reason | null;
}

/** `which`: it may be about one of these lines, and nobody can tell which. */
export type Planned = Plan | { readonly which: readonly string[] };

/**
 * What an event does: a step on the one line that waits for it, a day in every case it is about, and a new case where the
 * policy opens one and none of its kind is open.
 */
export function planFor(event: InwardEvent, candidates: readonly Candidate[], opens: CaseKind | null): Planned {
  const fits = candidates.map((one) => ({ one, ...fitsOf(event, one) }));
  const lines = fits.flatMap(({ one, lines: all }) => all.map((moves) => ({ caseId: one.caseId, moves })));
  if (lines.length > 1) return { which: lines.map(({ caseId, moves }) => `${caseId}/${lineOf(moves)}`) };
  const days = fits.flatMap(({ one: { caseId, overtaken }, day }) => {
    const isStepped = lines.some((line) => line.caseId === caseId);
    return day === null || overtaken || isStepped ? [] : [{ caseId, moves: [day] }];
  });
  const opening = opens !== null && candidates.every(({ kind }) => kind !== opens) ? opens : null;
  const cases = [...lines, ...days];
  const why = cases.length > 0 || opening !== null ? null : reasonOf(fits);
  return { cases, opens: opening, why };
}

function lineOf(moves: readonly Move[]): string {
  const [first] = moves;
  return first?.kind === 'step' ? first.itemId : '';
}

function reasonOf(
  fits: readonly { readonly one: Candidate; readonly day: Move | null; readonly why: Reason }[],
): Reason {
  if (fits.length === 0) return 'no-case';
  if (fits.some(({ one, day }) => day !== null && one.overtaken)) return 'overtaken';
  return fits.some(({ why }) => why === 'amount-differs') ? 'amount-differs' : 'nothing-waits';
}
