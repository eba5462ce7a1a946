import type { MessageIntent } from '../notice/intent.ts';
import type { CaseId, OrganisationId, VaultId } from '../shared/ids.ts';
import type { CaseEvent } from './events.ts';
import type { Receipt } from './state.ts';
import type { CaseView } from './view.ts';

/** Everything a case accepted since its last commit: one Postgres transaction, harmless to repeat. */
export interface JournalBatch {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly events: readonly CaseEvent[];
  /** The case as it stands after the last event; becomes the case's row. */
  readonly view: CaseView;
  /** Messages that may be sent once this batch is in. */
  readonly messages: readonly MessageIntent[];
  readonly receipts: readonly Receipt[];
  /** Vault rows that commands of this batch refer to: no longer swept. */
  readonly vaultIds: readonly VaultId[];
}

/** Every vault row that the events point at. */
export function vaultIdsOf(events: readonly CaseEvent[]): readonly VaultId[] {
  return events.flatMap((event) => {
    const inFacts =
      'facts' in event ? Object.values(event.facts).flatMap((fact) => ('vaultId' in fact ? [fact.vaultId] : [])) : [];
    return 'noteId' in event && event.noteId !== null ? [...inFacts, event.noteId] : inFacts;
  });
}
