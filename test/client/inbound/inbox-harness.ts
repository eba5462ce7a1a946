import { ApplicationFailure, WorkflowUpdateFailedError } from '@temporalio/client';
import { type Aftercare, aftercareOf } from '../../../client/aftercare.ts';
import type { Gateway } from '../../../client/gateway.ts';
import { createLanes } from '../../../client/lanes.ts';
import { createOrganisations } from '../../../client/organisations.ts';
import { createStore } from '../../../client/store.ts';
import { hashAddress } from '../../../database/consents.ts';
import { commitBatch } from '../../../database/journal.ts';
import { claimMessage } from '../../../database/message-attempts.ts';
import { planMessage } from '../../../database/messages.ts';
import { findOrganisation } from '../../../database/organisations.ts';
import type { Command } from '../../../domain/case/commands.ts';
import { type RefusalCode, refusal } from '../../../domain/case/refusals.ts';
import type { CaseView } from '../../../domain/case/view.ts';
import type { MessageIntent } from '../../../domain/notice/intent.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { batch, intent, ORGANISATION, view } from '../../database/fixtures.ts';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';
import { loadPolicy } from '../../support/policies.ts';
import { CoreGateway } from '../core-gateway.ts';

/** Replies over a real database, and an engine that takes what it is told unless a test says otherwise. */
export interface InboxHarness {
  readonly aftercare: Aftercare;
  readonly database: TestDatabase;
  readonly policy: PolicyDocument;
  /** What cases were told, in its order, repeats among it. */
  readonly told: { readonly caseId: string; readonly command: Command }[];
  /** How cases answer from now on: a code refuses, an error is thrown. */
  answers(answer: (command: Command) => RefusalCode | Error | null): void;
  /** A case of the journal, at a moment of its life. */
  inJournal(over: Partial<CaseView> & { readonly caseId: string }): Promise<void>;
  /** Nothing has come, been written or been told; one case of the journal is open. */
  begin(caseId: string): Promise<void>;
  /** Writes to a customer, as far as the ledger knows; the key of the message. */
  wrote(
    address: string,
    over: Partial<MessageIntent> & { readonly caseId: string; readonly revision?: string },
  ): Promise<string>;
}

export async function startInbox(): Promise<InboxHarness> {
  const database = await freshDatabase();
  const policy = await loadPolicy('device-maker');
  const store = createStore(database.pool);
  const told: InboxHarness['told'] = [];
  let answer: (command: Command) => RefusalCode | Error | null = () => null;
  const send: Gateway['send'] = async (_organisationId, caseId, command) => {
    told.push({ caseId, command });
    const result = answer(command);
    if (result instanceof Error) throw result;
    if (result !== null) {
      const cause = ApplicationFailure.create({ type: 'Refusal', message: result, details: [refusal(result)] });
      throw new WorkflowUpdateFailedError('Workflow Update failed', cause);
    }
    const { id: commandId, fingerprint } = command;
    return { receipt: { commandId, fingerprint, seq: 1, atMs: 0 }, view: view({ caseId }) };
  };
  const aftercare = aftercareOf(
    {
      store,
      gateway: Object.assign(new CoreGateway(policy, 0), { send }),
      organisations: createOrganisations(store),
      lanes: createLanes(),
      newCommandId: () => 'unused',
      patience: () => ({ deadlineMs: 0, elapsedMs: () => 0, sleep: async () => {}, random: () => 1 }),
    },
    { nowMs: () => 0, offsetMs: 0 },
  );
  await aftercare.applyPolicy(ORGANISATION, policy, 'Northwind');
  const organisation = (await findOrganisation(database.pool, ORGANISATION))!;
  const inJournal: InboxHarness['inJournal'] = (over) =>
    commitBatch(database.pool, batch({ caseId: over.caseId, view: view({ policyVersion: policy.version, ...over }) }));
  return {
    aftercare,
    database,
    policy,
    told,
    answers: (given) => {
      answer = given;
    },
    inJournal,
    begin: async (caseId) => {
      await database.pool.query('truncate inbox, messages, consents, cases, vault');
      told.length = 0;
      answer = () => null;
      await inJournal({ caseId });
    },
    wrote: async (address, { caseId, revision = 'n1', channel = 'sms', ...over }) => {
      const purpose = over.purpose ?? 'case-opened';
      const key = `${caseId}/${purpose}/${revision}/customer/${channel}`;
      await planMessage(database.pool, ORGANISATION, caseId, intent({ ...over, channel, key }), 0);
      const hash = hashAddress(organisation, channel, address);
      const to = { channel, hash, purpose: 'service' } as const;
      await claimMessage(database.pool, ORGANISATION, key, { state: 'planned', attempts: 0 }, to, 1);
      return key;
    },
  };
}
