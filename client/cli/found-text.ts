import type { ItemView } from '../../domain/case/view.ts';

/** What a workshop found, and who pays for it: `, wear, to be quoted, freight on the customer`. */
export function foundText({ cause, terms, payer }: Pick<ItemView, 'cause' | 'terms' | 'payer'>): string {
  return [cause, terms && TERMS[terms], payer && `freight on the ${payer}`]
    .filter(Boolean)
    .map((text) => `, ${text}`)
    .join('');
}

const TERMS: Readonly<Record<NonNullable<ItemView['terms']>, string>> = {
  free: 'free',
  quote: 'to be quoted',
  refuse: 'no service for it',
};
