/** What is kept. */
export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
/** The brands of ISO base media files that are pictures of phones. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'mif1'];

/** What a file is by its first bytes, whatever it is called; null for what nobody here keeps. */
export function mediaTypeOf(content: Uint8Array): MediaType | null {
  if (begins(content, JPEG)) return 'image/jpeg';
  if (begins(content, PNG)) return 'image/png';
  if (text(content, 0, 4) === 'RIFF' && text(content, 8, 12) === 'WEBP') return 'image/webp';
  if (text(content, 4, 8) === 'ftyp' && HEIC_BRANDS.includes(text(content, 8, 12))) return 'image/heic';
  return text(content, 0, 5) === '%PDF-' ? 'application/pdf' : null;
}

function begins(content: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => content[index] === byte);
}

function text(content: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...content.subarray(from, to));
}
