import type { ItemView } from '../../domain/case/view.ts';

type Found = Pick<ItemView, 'remedy' | 'ground' | 'finding' | 'cause' | 'terms' | 'payer'>;

/**
 * What is wanted of goods, what was found, and who pays: `, exchange, for goodwill, freight on the customer`, or of a
 * workshop `, wear, to be quoted, freight on the customer`.
 */
export function foundText({ remedy, ground, finding, cause, terms, payer }: Found): string {
  const wanted = [remedy, ground && `for ${ground}`, finding && `inspection ${finding}`];
  return [...wanted, cause, terms && TERMS[terms], payer && `freight on the ${payer}`]
    .filter(Boolean)
    .map((text) => `, ${text}`)
    .join('');
}

const TERMS: Readonly<Record<NonNullable<ItemView['terms']>, string>> = {
  free: 'free',
  quote: 'to be quoted',
  refuse: 'no service for it',
};
