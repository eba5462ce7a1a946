/** A thread is followed back this far; a longer list says nothing new. */
const MOST = 50;

/** The message ids in a header, without angle brackets, in their order; none of what else stands there. */
export function messageIdsIn(value: string): string[] {
  return Array.from(value.matchAll(/<([^<>\s]{1,250}@[^<>\s]{1,250})>/g), ([, id = '']) => id).slice(-MOST);
}

/** What a mail answers, the nearest first: `In-Reply-To`, then `References` from its end. */
export function answered(inReplyTo: string, references: string): string[] {
  return [...new Set([...messageIdsIn(inReplyTo), ...messageIdsIn(references).reverse()])];
}
