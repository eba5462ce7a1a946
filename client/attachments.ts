import type { Attachment, AttachmentId } from '../database/attachments.ts';
import { type AttachmentKind, CASE_LIMITS, fileNameOf, recognise, sizeText } from '../domain/attachment/kinds.ts';
import type { Actor } from '../domain/case/commands.ts';
import { refusal } from '../domain/case/refusals.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { refused, UnavailableError } from './errors.ts';
import { attachmentIdOf } from './fingerprint.ts';
import type { Parts } from './send.ts';
import { meaningOf } from './temporal-errors.ts';

export interface GivenFile {
  /** Null: a photo or a document, as the bytes say. */
  readonly kind: AttachmentKind | null;
  /** As the sender called it; kept as personal. */
  readonly name: string | null;
  readonly content: Uint8Array;
}

/** Files that people sent for a case: photos, signatures, documents. A closed case takes and shows them, too. */
export interface Attachments {
  /**
   * Keeps a file with a case. The same file for the same case is the same attachment, so a repeat changes nothing. Throws
   * `RefusedError` (`attachment-too-large`, `attachment-type`, `too-many-attachments`, `unknown-case`) and `UnavailableError`.
   */
  attach(organisationId: OrganisationId, caseId: CaseId, file: GivenFile, by: Actor): Promise<Attachment>;
  /** Throws `RefusedError` (`unknown-case`). */
  attachments(organisationId: OrganisationId, caseId: CaseId): Promise<Attachment[]>;
  /** Throws `RefusedError` (`unknown-attachment`), for one that was erased as well. */
  attachment(
    organisationId: OrganisationId,
    caseId: CaseId,
    id: AttachmentId,
  ): Promise<Attachment & { readonly content: Uint8Array }>;
}

/** How long the engine is asked for a case that the journal does not have yet. */
const LOOK_WITHIN_MS = 1_500;

export function createAttachments({ store, gateway, organisations }: Parts): Attachments {
  async function known(organisationId: OrganisationId, caseId: CaseId): Promise<void> {
    if (await store.findCase(organisationId, caseId)) return;
    const standing = await gateway.standing(organisationId, caseId, LOOK_WITHIN_MS).catch((error: unknown) => {
      if (meaningOf(error).kind !== 'try-again') throw error;
      throw new UnavailableError('The engine did not answer in time.', null, error);
    });
    if (standing === 'none') throw refused(refusal('unknown-case', '', { caseId }));
  }

  return {
    attach: async (organisationId, caseId, { kind, name, content }, by) => {
      const read = recognise(kind, content);
      if ('code' in read) throw refused(read);
      const { vaultKey } = await organisations.tenant(organisationId);
      await known(organisationId, caseId);
      const id = attachmentIdOf(vaultKey, caseId, read.kind, content);
      const file = { ...read, id, caseId, name: fileNameOf(name), by, content, sizeBytes: content.length };
      const kept = await store.addAttachment(organisationId, file, CASE_LIMITS);
      if (kept === null) throw refused(refusal('too-many-attachments', '', tooMany));
      return kept;
    },

    attachments: async (organisationId, caseId) => {
      const files = await store.listAttachments(organisationId, caseId);
      if (files.length === 0) await known(organisationId, caseId);
      return files;
    },

    attachment: async (organisationId, caseId, id) => {
      const found = await store.readAttachment(organisationId, caseId, id);
      if (!found) throw refused(refusal('unknown-attachment', '', { value: id }));
      return found;
    },
  };
}

const tooMany = { files: CASE_LIMITS.files, size: sizeText(CASE_LIMITS.bytes) };
