import type { Attachment } from '../../database/attachments.ts';
import type { DeliveryReport } from '../../database/deliveries.ts';
import type { InboxEntry, InboxFilter } from '../../database/inbox.ts';
import { inboxVault } from '../../database/inbox-arrivals.ts';
import type { VaultEntry } from '../../database/vault.ts';
import type { Actor } from '../../domain/case/commands.ts';
import { refusal } from '../../domain/case/refusals.ts';
import type { Channel } from '../../domain/policy/vocabulary.ts';
import type { ConsentCommand } from '../../domain/reply/opt-out.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { refused } from '../errors.ts';
import type { Start } from '../open.ts';
import { type Accepted, type Parts, sendCommand } from '../send.ts';
import { deliverReply, REPLY_LEASE_MS } from './deliver-reply.ts';
import { contactOf, replyCommandId } from './reply-command.ts';
import { takeReply } from './take-reply.ts';

/** Something that a customer sent on one of the channels that we write to them on. */
export interface Reply {
  readonly channel: Channel;
  /** What its provider or its sender calls it: the same again is the same reply. */
  readonly externalId: string;
  /** The address it came from. */
  readonly from: string;
  /** What was written, without what it quotes. */
  readonly text: string;
  /** Its case, where the thread tells it; null leaves it to the sender's address. */
  readonly caseId: CaseId | null;
  /** The key of the message that it answers, where the thread tells it. */
  readonly about?: string | null;
  /** A program's reply (an absence, a bounce) is kept, read as nothing, told to no case and never answered. */
  readonly writtenBy: 'person' | 'program';
  /** What the provider has found it to be, and has confirmed to its sender already; null where it says nothing. */
  readonly providerFound: ConsentCommand | null;
  /** Why a person should look, whatever the words say. */
  readonly waitsBecause?: 'files-not-kept';
}

export interface TakenReply {
  readonly entry: InboxEntry;
  readonly came: 'first' | 'again';
  /** What to answer its sender, in their language; null for nothing. */
  readonly answer: string | null;
}

/** An entry with its words and its sender, which are personal. */
export interface ShownReply {
  readonly entry: InboxEntry;
  readonly text: VaultEntry | null;
  readonly from: VaultEntry | null;
  /** Files that came with it and wait for its case; once it has one they are the case's. */
  readonly files: readonly Attachment[];
}

/** Replies of customers, from their arrival until a case has them or a person put them aside. */
export interface Replies {
  /**
   * Keeps a reply and tells its case. Once it is kept this does not fail for an engine that is away: it is told later.
   * Throws `UnavailableError` when it could not be kept, and `RefusedError` (`unknown-organisation`).
   * @param publicUrl where its sender reaches our pages; null where they don't
   */
  takeReply(organisationId: OrganisationId, reply: Reply, publicUrl: string | null): Promise<TakenReply>;
  /** Tells what could not be told so far, of every organisation; how many of it are done with. Throws the first fault of ours, last. */
  deliverLeftReplies(): Promise<number>;
  /** Moves a message forward by its provider's report; whether there is such a message. */
  recordDelivery(organisationId: OrganisationId, report: DeliveryReport): Promise<boolean>;
  inbox(organisationId: OrganisationId, filter: InboxFilter): Promise<InboxEntry[]>;
  /** Throws `RefusedError` (`unknown-reply`). */
  inboxEntry(organisationId: OrganisationId, id: string): Promise<ShownReply>;
  /** Puts the words of a reply on the timeline of a case. Throws as a command does. */
  assignReply(organisationId: OrganisationId, id: string, caseId: CaseId, by: Actor): Promise<Accepted>;
  /** Nothing is to be done with it any more; what belongs to no case is forgotten. Throws `RefusedError`. */
  dismissReply(organisationId: OrganisationId, id: string, by: Actor): Promise<void>;
}

/** So many are told in one go; who asks again soon gets the next. */
const LEFT_AT_ONCE = 20;

export function createReplies(parts: Parts, start: Start): Replies {
  const { store } = parts;
  const entryOf = async (organisationId: OrganisationId, id: string): Promise<InboxEntry> => {
    const entry = await store.findInboxEntry(organisationId, id);
    if (entry === null) throw refused(refusal('unknown-reply', '/id', { value: id }));
    return entry;
  };
  const inboxEntry: Replies['inboxEntry'] = async (organisationId, id) => {
    const entry = await entryOf(organisationId, id);
    const { textId, addressId } = entry;
    const texts = await store.readVault(
      organisationId,
      [textId, addressId].filter((one) => one !== null),
    );
    const shown = (vaultId: string | null) => (vaultId === null ? null : (texts[vaultId] ?? null));
    const files = entry.caseId === null ? await store.listAttachments(organisationId, inboxVault(id)) : [];
    return { entry, text: shown(textId), from: shown(addressId), files };
  };
  return {
    takeReply: (organisationId, reply, publicUrl) => takeReply(parts, start, organisationId, reply, publicUrl),
    deliverLeftReplies: async () => {
      const left = await store.claimLeftReplies(LEFT_AT_ONCE, REPLY_LEASE_MS);
      const faults: unknown[] = [];
      let done = 0;
      for (const { organisationId, entry } of left) {
        // One that no attempt gets over must not hold the others up.
        const settled = await deliverReply(parts, start, organisationId, entry, 'silent').catch((error: unknown) => {
          faults.push(error);
          return entry;
        });
        if (settled.state !== 'received') done += 1;
      }
      if (faults.length > 0) throw faults[0];
      return done;
    },
    recordDelivery: (organisationId, report) => store.recordDelivery(organisationId, report),
    inbox: (organisationId, filter) => store.listInbox(organisationId, filter),
    inboxEntry,
    assignReply: async (organisationId, id, caseId, by) => {
      const { entry, text } = await inboxEntry(organisationId, id);
      if (text?.kind !== 'text') throw refused(refusal('reply-erased', '/id', { value: id }));
      const { type, body } = contactOf(entry.channel, text.content);
      const options = { by, commandId: replyCommandId(id, 'assigned') };
      const accepted = await sendCommand(parts, organisationId, caseId, type, body, options);
      await store.handleReply(organisationId, id, by, { caseId });
      return accepted;
    },
    dismissReply: async (organisationId, id, by) => {
      await entryOf(organisationId, id);
      await store.handleReply(organisationId, id, by, 'dismissed');
    },
  };
}
