import type { CommandOf } from '../commands.ts';
import type { CaseFact, Reclassification } from '../events.ts';
import { accept, type Ruling, refuse } from '../ruling.ts';
import type { CaseState } from '../state.ts';

/** Once classified, a case may turn out harder, more urgent, or to be served otherwise (S1g). */
export function reclassifyCase(state: CaseState, command: CommandOf<'ReclassifyCase'>): Ruling {
  const { grade, urgency, tier, way, noteId } = command;
  if (state.grade === null && (grade !== null || way !== null)) return refuse('not-classified-yet', '/grade');
  const said: Reclassification = {
    ...(grade === null ? {} : { grade }),
    ...(urgency === null ? {} : { urgency }),
    ...(tier === null ? {} : { tier }),
    ...(way === null ? {} : { way }),
  };
  const changes = Object.entries(said).some(([trait, value]) => state[trait as keyof Reclassification] !== value);
  return changes ? accept(reclassified(said, 'command', noteId)) : refuse('nothing-changed');
}

/** What is otherwise from now on, and why. */
export function reclassified(
  now: Reclassification,
  because: 'command' | 'remote-help',
  noteId: string | null = null,
): CaseFact {
  return { type: 'CaseReclassified', now, because, noteId };
}
