import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attachment } from '../../../database/attachments.ts';
import type { MediaType } from '../../../domain/attachment/media-type.ts';
import type { CaseId } from '../../../domain/shared/ids.ts';
import type { Frame } from '../case-picture.ts';
import { actorName } from '../people.ts';
import type { Action, Session } from '../session.ts';
import { printable } from '../style.ts';
import { renderTable } from '../table.ts';
import { absolute } from '../time.ts';

export function attachmentsAction(caseId: CaseId, folder: string | null): Action {
  return async (session) => {
    const files = await session.aftercare.attachments(session.organisation, caseId);
    const frame = await session.frame();
    session.print(files, () => rendered(files, frame));
    if (folder !== null) await save(files, folder, session);
    return undefined;
  };
}

function rendered(files: readonly Attachment[], { names, times, columns }: Frame): string {
  if (files.length === 0) return 'Nobody sent a file.';
  const rows = files.map((file) => [
    absolute(file.addedAtMs, times),
    file.id,
    file.kind,
    file.mediaType,
    `${Math.ceil(file.sizeBytes / 1_000)} kB`,
    actorName(file.by, names),
    file.erased ? 'erased' : printable(file.name ?? ''),
  ]);
  return renderTable({ head: ['ADDED', 'FILE', 'KIND', 'TYPE', 'SIZE', 'BY', 'NAME'], rows, columns });
}

const EXTENSIONS: Readonly<Record<MediaType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
};

/** Under their ids: a sender's name for a file could name another one of ours. */
async function save(files: readonly Attachment[], folder: string, session: Session): Promise<void> {
  await mkdir(folder, { recursive: true });
  const whole = files.filter(({ erased }) => !erased);
  for (const { caseId, id, mediaType } of whole) {
    const { content } = await session.aftercare.attachment(session.organisation, caseId, id);
    await writeFile(join(folder, `${id}.${EXTENSIONS[mediaType]}`), content);
  }
  session.say(`${whole.length} saved in ${folder}.`);
}
