import type { MessageIntent } from '../notice/intent.ts';
import type { CaseId, OrganisationId, VaultId } from '../shared/ids.ts';
import type { CaseEvent } from './events.ts';
import type { Receipt } from './state.ts';
import type { CaseView } from './view.ts';

/** What a case accepted, as it travels to its journal. */
export interface JournalEntries {
  readonly events: readonly CaseEvent[];
  /** The case as it stands after the last event; becomes the case's row. */
  readonly view: CaseView;
  readonly receipts: readonly Receipt[];
}

/** What a case accepted, spread out for the journal: one Postgres transaction, harmless to repeat. */
export interface JournalBatch extends JournalEntries {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  /** Messages that may be sent once this batch is in. */
  readonly messages: readonly MessageIntent[];
  /** Vault rows that commands of this batch refer to: no longer swept. */
  readonly vaultIds: readonly VaultId[];
}

export function journalBatch({ events, view, receipts }: JournalEntries): JournalBatch {
  const { organisationId, caseId } = view;
  return { organisationId, caseId, events, view, messages: messagesOf(events), receipts, vaultIds: vaultIdsOf(events) };
}

/** Every message that the events let go. */
export function messagesOf(events: readonly CaseEvent[]): readonly MessageIntent[] {
  return events.flatMap((event) =>
    event.type === 'MessagePlanned' || event.type === 'MessageReleased' ? [event.intent] : [],
  );
}

/** Every vault row that the events point at. */
function vaultIdsOf(events: readonly CaseEvent[]): readonly VaultId[] {
  return events.flatMap((event) => {
    const inFacts =
      'facts' in event ? Object.values(event.facts).flatMap((fact) => ('vaultId' in fact ? [fact.vaultId] : [])) : [];
    const note = 'noteId' in event ? event.noteId : null;
    const reference = 'values' in event ? (event.values.referenceId ?? null) : null;
    return [...inFacts, ...[note, reference].filter((id) => id !== null)];
  });
}
