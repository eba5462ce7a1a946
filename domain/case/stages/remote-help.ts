import type { CommandOf } from '../commands.ts';
import { accept, type Ruling, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';

/** Guidance from afar comes before a visit; only what it cannot solve goes on (S0.1, S1g, S4.4.1). */
export function recordRemoteHelp(state: CaseState, command: CommandOf<'RecordRemoteHelp'>): Ruling {
  const { outcome, noteId } = command;
  return (
    unlessStage(state, 'RecordRemoteHelp', 'remote-help') ?? accept({ type: 'RemoteHelpRecorded', outcome, noteId })
  );
}
