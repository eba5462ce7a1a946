import { inboxVault } from '../../database/inbox-arrivals.ts';
import { CASE_LIMITS, fileNameOf, recognise } from '../../domain/attachment/kinds.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { attachmentIdOf, inboxIdOf } from '../fingerprint.ts';
import type { Parts } from '../send.ts';
import type { MailFile } from './read-mail.ts';

/** Of one mail. */
const FILES_AT_MOST = 20;

/**
 * Keeps the files of a mail before the mail itself is kept, with its case or, until one has it, under its own name in the
 * inbox. How many are not kept: their kind, their size or their number is none that a case takes.
 */
export async function keepFiles(
  { store, organisations }: Parts,
  organisationId: OrganisationId,
  messageId: string,
  caseId: CaseId | null,
  files: readonly MailFile[],
): Promise<number> {
  if (files.length === 0) return 0;
  const { vaultKey } = await organisations.tenant(organisationId);
  const entryId = inboxIdOf(vaultKey, 'email', messageId);
  const place = caseId ?? inboxVault(entryId);
  // A mail that came before has its files already, perhaps elsewhere by now.
  if ((await store.findInboxEntry(organisationId, entryId)) !== null) return 0;
  let notKept = 0;
  for (const [index, { name, content }] of files.entries()) {
    const read = recognise(null, content);
    if (index >= FILES_AT_MOST || 'code' in read) {
      notKept += 1;
      continue;
    }
    const id = attachmentIdOf(vaultKey, place, read.kind, content);
    const file = { ...read, id, caseId: place, name: fileNameOf(name), by: CUSTOMER, content };
    const kept = await store.addAttachment(organisationId, { ...file, sizeBytes: content.length }, CASE_LIMITS);
    if (kept === null) notKept += 1;
  }
  return notKept;
}

const CUSTOMER = { kind: 'customer' } as const;
