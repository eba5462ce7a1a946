import { BadCursor } from './cases.ts';

/** The place behind an id in a list that is sorted by ids. */
export function cursorOfId(id: string): string {
  return Buffer.from(JSON.stringify([id])).toString('base64url');
}

/** Throws `BadCursor`. */
export function idOfCursor(cursor: string): string {
  try {
    const [id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof id === 'string') return id;
  } catch {
    // Falls through to the one refusal below.
  }
  throw new BadCursor('This cursor is not one that such a list gave out. Start again without it.');
}
