import type { MessageFilter, MessageRow } from '../../../database/messages.ts';
import type { Frame } from '../case-picture.ts';
import type { Action } from '../session.ts';
import { printable } from '../style.ts';
import { renderTable } from '../table.ts';
import { absolute } from '../time.ts';

export function messagesAction(filter: MessageFilter): Action {
  return async (session) => {
    const rows = await session.aftercare.messages(session.organisation, filter);
    const frame = await session.frame();
    session.print(rows, () => renderMessages(rows, frame));
    if (rows.length === filter.limit) session.say(`Only the first ${filter.limit}; --limit shows more.`);
    return undefined;
  };
}

export function renderMessages(rows: readonly MessageRow[], { names, times, style, columns }: Frame): string {
  if (rows.length === 0) return 'No message matches.';
  const paint = (state: MessageRow['state']) => {
    if (state === 'refused' || state === 'unknown') return style.bad(state);
    return state === 'sent' ? style.good(state) : state;
  };
  const delivered = (delivery: NonNullable<MessageRow['delivery']>) => {
    if (delivery === 'undelivered' || delivery === 'failed') return style.bad(delivery);
    return style.good(delivery);
  };
  const cells = rows.map((row) => [
    absolute(row.plannedAtMs, times),
    row.caseId,
    row.purpose,
    row.channel,
    row.recipient.kind === 'customer' ? 'customer' : names(row.recipient.personId),
    row.delivery === null ? paint(row.state) : delivered(row.delivery),
    printable([row.code, row.deliveryCode, row.lastError].filter(Boolean).join(', ')),
  ]);
  return renderTable({ head: ['PLANNED', 'CASE', 'PURPOSE', 'BY', 'TO', 'STATE', 'WHY'], rows: cells, columns });
}
