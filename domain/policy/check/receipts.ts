import type { Finding } from '../fault.ts';
import { partsOf } from '../item-words.ts';
import type { PolicySource } from '../schema.ts';
import { known } from './items.ts';

/** Money that is received somewhere, and a receipt that goes where it can be read. */
export function checkReceipts(source: PolicySource): Finding[] {
  return [...occasions(source), ...attachments(source)];
}

function occasions(source: PolicySource): Finding[] {
  const { receipts, items = {} } = source;
  return (receipts?.on ?? []).flatMap((on, i): Finding[] => {
    const path = ['receipts', 'on', i];
    const parts = partsOf(on);
    const wrong = known(source, on, path, []);
    if (parts === null || wrong.length > 0) return wrong;
    const item = items[parts.name];
    if (item?.is === 'quotation' && parts.step === 'paid' && item.payment !== 'none') return [];
    const message = `no money is received with ${on}; write the step paid of a quotation that is paid before or after, or report-signed`;
    return [{ code: 'receipt-occasion', message, path }];
  });
}

function attachments({ notices }: PolicySource): Finding[] {
  return notices.flatMap(({ on, to, by, attach }, i): Finding[] => {
    const fits = on === 'receipt-issued' && to?.kind === 'customer' && by.includes('email');
    if (attach === undefined || fits) return [];
    const message =
      'a receipt goes with the mail to the customer that tells of it; write on: receipt-issued, to: customer and by: email, or leave attach out';
    return [{ code: 'notice-attach', message, path: ['notices', i, 'attach'] }];
  });
}
