import type { PinnedPolicy } from '../../policy/pinned.ts';
import { GRADES } from '../../policy/vocabulary.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseFact } from '../events.ts';
import { accept, type Ruling, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';
import { reclassified } from './reclassify.ts';

/** Guidance from afar comes before a visit; only what it cannot solve goes on (S0.1, S1g, S4.4.1). */
export function recordRemoteHelp(state: CaseState, command: CommandOf<'RecordRemoteHelp'>): Ruling {
  const { outcome, noteId } = command;
  return (
    unlessStage(state, 'RecordRemoteHelp', 'remote-help') ?? accept({ type: 'RemoteHelpRecorded', outcome, noteId })
  );
}

/**
 * What help that was not enough makes of the case by the policy: a harder one (S1g), or one that is served another way.
 * Null when it stays what it is and goes on with its plan.
 */
export function notEnough({ grade, way }: CaseState, { remoteHelp }: PinnedPolicy): readonly CaseFact[] | null {
  const harder = grade === null ? undefined : GRADES[GRADES.indexOf(grade) + 1];
  if (remoteHelp?.raisesGrade && harder !== undefined) return [reclassified({ grade: harder }, 'remote-help')];
  const otherwise = remoteHelp?.otherwise;
  if (otherwise === undefined || grade === null || way === otherwise) return null;
  return [reclassified({ way: otherwise }, 'remote-help')];
}
