import { tagOfAddress } from './reply-address.ts';

/** What a mail says of where it belongs. */
export interface ThreadMarks {
  /** Every address it went to. */
  readonly to: readonly string[];
  /** Ids of mails it answers, the nearest first. */
  readonly answers: readonly string[];
}

/** Words that may be the tag of a case, the surest first: the address it was sent to, then what it answers. */
export function tagsIn({ to, answers }: ThreadMarks): string[] {
  const inIds = answers.map((id) => localPart(id).split('.').at(-1) ?? '');
  return [...new Set([...to.flatMap((address) => tagOfAddress(address) ?? []), ...inIds])];
}

/** What may be names of mails of ours that it answers, the nearest first. */
export function mailNamesIn({ answers }: Pick<ThreadMarks, 'answers'>): string[] {
  return answers.map((id) => localPart(id).split('.')[0] ?? '').filter((name) => /^[0-9a-f]{40}$/.test(name));
}

function localPart(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('@'))).toLowerCase();
}
