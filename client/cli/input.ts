import type { Readable } from 'node:stream';
import { fileBytes } from '../open-file.ts';
import { BODY_LONGEST_BYTES } from '../requests/body.ts';

/** The bytes of a file, or of stdin for `-`; never more than one too many for a body. */
export async function readJson(source: string, stdin: Readable): Promise<Uint8Array> {
  const input = source === '-' ? stdin : fileBytes(source);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk));
    size += chunks.at(-1)!.length;
    if (size > BODY_LONGEST_BYTES) break;
  }
  return Buffer.concat(chunks);
}
