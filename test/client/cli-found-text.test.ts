import { expect, test } from 'vitest';
import { foundText } from '../../client/cli/found-text.ts';

test('an item tells what is wanted, what was found and who pays, as far as it is known', () => {
  expect(foundText({})).toBe('');
  expect(foundText({ remedy: 'exchange', ground: 'goodwill' })).toBe(', exchange, for goodwill');
  const inspected = { remedy: 'return', ground: 'defect', finding: 'failed', payer: 'company' } as const;
  expect(foundText(inspected)).toBe(', return, for defect, inspection failed, freight on the company');
  expect(foundText({ cause: 'wear', terms: 'quote', payer: 'customer' })).toBe(
    ', wear, to be quoted, freight on the customer',
  );
});
