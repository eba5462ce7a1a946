import type { MediaType } from '../../domain/attachment/media-type.ts';

const BEGINNINGS: Readonly<Record<MediaType, string>> = {
  'image/jpeg': '\u00ff\u00d8\u00ff\u00e0',
  'image/png': '\u0089PNG\r\n\u001a\n',
  'image/webp': 'RIFF\0\0\0\0WEBPVP8 ',
  'image/heic': '\0\0\0\u0018ftypheic',
  'application/pdf': '%PDF-1.7\n',
};

/** A file that begins as one of its type does, and is as long as asked. */
export function fileBytes(type: MediaType, length = 64): Buffer {
  const content = Buffer.alloc(length, 7);
  content.write(BEGINNINGS[type], 'latin1');
  return content;
}
