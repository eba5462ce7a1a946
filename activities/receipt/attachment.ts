import type pg from 'pg';
import { findReceipt } from '../../database/money-receipts.ts';
import { receiptNumber } from '../../domain/case/receipts.ts';
import type { MessageIntent } from '../../domain/notice/intent.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Attachment } from '../notify/gateways.ts';
import type { Letter } from '../notify/letter.ts';
import type { SendInput } from '../ports.ts';
import { receiptContent } from './content.ts';
import { printReceipt } from './paper.ts';

/**
 * What goes with a mail: the receipt, where the policy attaches it. `fault` when there is none to be had: the message is
 * refused then, and the case goes on. Throws when the database can't be asked.
 */
export async function attachmentsOf(
  pool: pg.Pool,
  document: PolicyDocument,
  { intent, view }: SendInput,
  letter: Pick<Letter, 'name' | 'locale'>,
): Promise<readonly Attachment[] | { readonly fault: string }> {
  if (!attaches(document, intent)) return [];
  const receipt = await findReceipt(pool, view.organisationId, view.caseId, String(intent.params.receiptId));
  if (receipt === null) return { fault: 'receipt-not-found' };
  try {
    const content = await printReceipt(receiptContent(document, letter.locale, letter.name, receipt));
    const filename = `${receiptNumber(document.pinned.receipts?.prefix ?? '', receipt.number)}.pdf`;
    return [{ filename, contentType: 'application/pdf', content }];
  } catch {
    // What failed may hold the customer's name: the code has to do.
    return { fault: 'receipt-not-printed' };
  }
}

function attaches({ pinned }: PolicyDocument, { purpose, channel, recipient }: MessageIntent): boolean {
  if (channel !== 'email' || recipient.kind !== 'customer') return false;
  return pinned.notices.some(({ on, attach }) => on === purpose && attach === 'receipt');
}
