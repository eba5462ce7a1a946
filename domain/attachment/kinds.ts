import { type Refusal, refusal } from '../case/refusals.ts';
import { type MediaType, mediaTypeOf } from './media-type.ts';

export const ATTACHMENT_KINDS = ['photo', 'signature', 'document'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

interface Allowed {
  readonly types: readonly MediaType[];
  readonly longestBytes: number;
}

const MB = 1024 * 1024;

/** A phone's photo as it is; nobody shrinks it on the way without JavaScript. */
const ALLOWED: Readonly<Record<AttachmentKind, Allowed>> = {
  photo: { types: ['image/jpeg', 'image/png', 'image/webp', 'image/heic'], longestBytes: 10 * MB },
  signature: { types: ['image/png', 'image/jpeg'], longestBytes: MB },
  document: { types: ['application/pdf'], longestBytes: 10 * MB },
};

/** The largest file of any kind: what a reader of uploads may stop at. */
export const ATTACHMENT_LONGEST_BYTES = Math.max(...Object.values(ALLOWED).map(({ longestBytes }) => longestBytes));

/** `10 MB`. */
export function sizeText(bytes: number): string {
  return `${bytes / MB} MB`;
}

/** What one case keeps at most, all kinds together. */
export const CASE_LIMITS = { files: 100, bytes: 200 * MB } as const;

export interface Recognised {
  readonly kind: AttachmentKind;
  readonly mediaType: MediaType;
}

/** What a file is kept as, or why it is not. Without a kind it is a photo or a document, as its bytes say. */
export function recognise(kind: AttachmentKind | null, content: Uint8Array): Recognised | Refusal {
  const mediaType = mediaTypeOf(content);
  const as = kind ?? (mediaType === 'application/pdf' ? 'document' : 'photo');
  const { types, longestBytes } = ALLOWED[as];
  if (content.length > longestBytes) {
    return refusal('attachment-too-large', '', { kind: as, longest: sizeText(longestBytes) });
  }
  if (mediaType !== null && types.includes(mediaType)) return { kind: as, mediaType };
  const known = kind === null ? Object.values(ALLOWED).flatMap((one) => one.types) : types;
  return refusal('attachment-type', '', { kind: kind ?? 'file', known: [...new Set(known)].join(', ') });
}

/** Characters of a file name that are kept. */
const NAME_LONGEST = 120;

/** The name a file came with, on one line and without its folders; null when nothing is left. */
export function fileNameOf(name: string | null): string | null {
  const last = (name ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/gu, '').trim();
  return [...plain].slice(0, NAME_LONGEST).join('') || null;
}
