import { expect, test } from 'vitest';
import { wordsOn } from '../../../client/pages/fact-labels.ts';
import { loadPolicy } from '../../support/policies.ts';

test('a page calls facts in its own language where the policy has none, and everything else as the policy does', async () => {
  const document = await loadPolicy('device-maker');
  const swedish = wordsOn('sv', 'sv', document);
  expect(['purchase-date', 'address', 'repair'].map(swedish)).toEqual([
    'inköpsdatum',
    'adress',
    document.words[document.pinned.defaultLocale]?.repair,
  ]);
  expect(wordsOn('en', 'en', document)('purchase-date')).toBe(document.words.en?.['purchase-date']);
  expect(swedish('nobody-knows-this')).toBe('nobody-knows-this');
});
