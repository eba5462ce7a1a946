import type { CaseFilter, CasePage, Page } from '../database/cases.ts';
import type { MessageFilter, MessageRow } from '../database/messages.ts';
import type { StoredPolicy } from '../database/policies.ts';
import type { VaultEntry } from '../database/vault.ts';
import type { CaseEvent } from '../domain/case/events.ts';
import type { Facts } from '../domain/case/facts.ts';
import { refusal } from '../domain/case/refusals.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { CaseId, OrganisationId, VaultId } from '../domain/shared/ids.ts';
import type { LiveCase } from '../workflows/messages.ts';
import { refused, UnavailableError } from './errors.ts';
import type { Parts } from './send.ts';
import { meaningOf } from './temporal-errors.ts';

export interface ShownCase {
  readonly view: CaseView;
  /** Where the view comes from: the workflow itself, or the journal's row while the workflow does not answer or is over. */
  readonly from: 'workflow' | 'journal';
  readonly inFlight: LiveCase['inFlight'];
  /** What history holds and the journal does not yet. */
  readonly uncommittedEvents: number;
}

/** A text of the vault and what it is, such as `phone` or `note of SignReport`. */
export interface PersonalEntry {
  readonly name: string;
  readonly entry: VaultEntry;
}

export interface Readings {
  listCases(organisationId: OrganisationId, filter: CaseFilter, page: Page): Promise<CasePage>;
  /** Throws `RefusedError` (`unknown-case`). */
  showCase(organisationId: OrganisationId, caseId: CaseId): Promise<ShownCase>;
  timeline(
    organisationId: OrganisationId,
    caseId: CaseId,
    page?: { readonly afterSeq?: number; readonly limit?: number },
  ): Promise<CaseEvent[]>;
  messages(organisationId: OrganisationId, filter: MessageFilter): Promise<MessageRow[]>;
  policies(organisationId: OrganisationId): Promise<StoredPolicy[]>;
  /** The active policy, or the version asked for, without what it was made from. Throws `RefusedError`. */
  policy(organisationId: OrganisationId, version?: string): Promise<PolicyDocument>;
  /** Everything personal that the vault still has of a case, latest value of each fact. */
  personal(organisationId: OrganisationId, caseId: CaseId): Promise<PersonalEntry[]>;
}

/** How long a reading waits for the workflow before it shows the row. */
const QUERY_WITHIN_MS = 2_000;

export function createReadings({ store, gateway, organisations }: Parts): Readings {
  return {
    listCases: (organisationId, filter, page) => store.listCases(organisationId, filter, page),
    timeline: (organisationId, caseId, page) => store.caseEvents(organisationId, caseId, page),
    messages: (organisationId, filter) => store.listMessages(organisationId, filter),
    policies: (organisationId) => store.listPolicies(organisationId),

    policy: async (organisationId, version) => {
      const document =
        version === undefined
          ? await organisations.activePolicy(organisationId)
          : await organisations.policy(organisationId, version);
      if (!document) throw refused(refusal('unknown-policy', '', { value: version ?? '' }));
      const { source: _source, ...read } = document;
      return read;
    },

    showCase: async (organisationId, caseId) => {
      const row = await store.findCase(organisationId, caseId).catch(unanswered);
      if (row && row.stage === 'closed') return { view: row, from: 'journal', inFlight: [], uncommittedEvents: 0 };
      const live = await gateway.live(organisationId, caseId, QUERY_WITHIN_MS).catch((error: unknown) => {
        if (meaningOf(error).kind === 'no-case') return null;
        // A worker that is down must not hide what the journal knows.
        if (row) return null;
        throw new UnavailableError('The case does not answer.', null, error);
      });
      if (live?.view) return { ...live, view: live.view, from: 'workflow' };
      if (row) return { view: row, from: 'journal', inFlight: [], uncommittedEvents: 0 };
      throw refused(refusal('unknown-case', '', { caseId }));
    },

    personal: async (organisationId, caseId) => {
      const places = vaultPlaces(await store.caseEvents(organisationId, caseId));
      const entries = await store.readVault(organisationId, [...places.values()]);
      return [...places].map(([name, id]) => ({ name, entry: entries[id] ?? { kind: 'erased' } }));
    },
  };
}

function unanswered(error: unknown): null {
  if (error instanceof UnavailableError) return null;
  throw error;
}

function vaultPlaces(events: readonly CaseEvent[]): Map<string, VaultId> {
  const places = new Map<string, VaultId>();
  const addFacts = (facts: Facts) => {
    for (const [name, fact] of Object.entries(facts)) if ('vaultId' in fact) places.set(name, fact.vaultId);
  };
  for (const event of events) {
    if ('facts' in event) addFacts(event.facts);
    if (event.type === 'ItemAdvanced' && event.values.referenceId !== undefined) {
      places.set(`courier of ${event.itemId} (${event.seq})`, event.values.referenceId);
    }
    if ('noteId' in event && event.noteId !== null) places.set(`note of ${event.type} (${event.seq})`, event.noteId);
  }
  return places;
}
