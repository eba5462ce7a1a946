import type { MessageNews, OutwardFact } from '../domain/outward/event.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { SETTLED, type TransactionId } from './event-news.ts';
import { type EventRow, toEvent } from './events.ts';
import type { Queryable } from './pool.ts';

/** How far somebody has been told of a case. */
export interface Cursor {
  readonly seq: number;
  /** The last event of the message ledger, by its id; null for none. */
  readonly message: { readonly writtenIn: TransactionId; readonly id: string } | null;
}

/** A fact, and where a reader stands once it has been told. */
export interface FactInPlace {
  readonly fact: OutwardFact;
  readonly cursor: Cursor;
}

type JournalRow = EventRow & { readonly case_id: CaseId; readonly written_in: TransactionId | null };
type MessageFactRow = Omit<MessageNews, 'atMs'> & {
  readonly case_id: CaseId;
  readonly at: Date;
  readonly written_in: TransactionId;
};

/** Its `written_in` is a text; whoever sorts by the column names its table. */
const JOURNAL = `select case_id, seq, type, at, recorded_at, actor, command_id, body, written_in::text from case_events`;
const MESSAGE = 'organisation_id, case_id, key, purpose, channel, recipient, class';
/** That a message was sent, and how it arrived, are two facts of one row. */
const MESSAGES = `select case_id, key, purpose, channel, recipient, class, state, code, at, written_in::text from (
    select ${MESSAGE}, 'sent' as state, null as code, coalesce(settled_at, planned_at) as at, sent_in as written_in
    from messages where sent_in is not null
    union all
    select ${MESSAGE}, delivery, delivery_code, delivery_at, delivery_in from messages where delivery_in is not null
  ) as message_news`;
/** As an event's id has it, so that two of one transaction have an order. */
const ID = `(key || ':' || state) collate "C"`;

/**
 * What comes next in a case, at most `limit`. The ledger goes by its numbers, and ends at one that is not there yet; what
 * the message ledger knows comes in between by its transaction, once no earlier one is still running, so that nothing is
 * overtaken by what it would then be behind of. Messages of before `since` are not told.
 */
export async function nextFacts(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
  { cursor, since, limit }: { readonly cursor: Cursor; readonly since: TransactionId; readonly limit: number },
): Promise<FactInPlace[]> {
  const { seq, message } = cursor;
  const [journal, messages] = await Promise.all([
    db.query<JournalRow>(`${JOURNAL} where organisation_id = $1 and case_id = $2 and seq > $3 order by seq limit $4`, [
      organisationId,
      caseId,
      seq,
      limit,
    ]),
    db.query<MessageFactRow>(
      `${MESSAGES} where organisation_id = $1 and case_id = $2 and message_news.written_in >= $3::xid8
         and message_news.written_in < ${SETTLED}
         and ($4::text is null or (message_news.written_in, ${ID}) > ($4::xid8, $5))
       order by message_news.written_in, ${ID} limit $6`,
      [organisationId, caseId, since, message?.writtenIn ?? null, message?.id ?? null, limit],
    ),
  ]);
  return merged(cursor, withoutGap(journal.rows, seq), messages.rows).slice(0, limit);
}

/** The latest facts of an organisation, or of one case, oldest first. */
export async function latestFacts(
  db: Queryable,
  organisationId: OrganisationId,
  { caseId = null, limit }: { readonly caseId?: CaseId | null; readonly limit: number },
): Promise<OutwardFact[]> {
  const ofCase = 'organisation_id = $1 and ($2::text is null or case_id = $2)';
  const [journal, messages] = await Promise.all([
    db.query<JournalRow>(
      `${JOURNAL} where ${ofCase} order by case_events.written_in desc nulls last, recorded_at desc, seq desc limit $3`,
      [organisationId, caseId, limit],
    ),
    db.query<MessageFactRow>(`${MESSAGES} where ${ofCase} order by message_news.written_in desc, ${ID} desc limit $3`, [
      organisationId,
      caseId,
      limit,
    ]),
  ]);
  const facts = [...journal.rows.map(placed), ...messages.rows.map(placed)];
  const byTransaction = facts.sort((a, b) => compare(a.writtenIn, b.writtenIn) || a.seq - b.seq);
  return byTransaction.slice(-limit).map(({ fact }) => fact);
}

/** One fact of a ledger, or null where it has none there. */
export async function journalFact(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
  seq: number,
): Promise<OutwardFact | null> {
  const { rows } = await db.query<JournalRow>(`${JOURNAL} where organisation_id = $1 and case_id = $2 and seq = $3`, [
    organisationId,
    caseId,
    seq,
  ]);
  return rows[0] ? placed(rows[0]).fact : null;
}

/** What the message ledger knows of a message, such as that it was sent; null where that did not come about. */
export async function messageFact(
  db: Queryable,
  organisationId: OrganisationId,
  key: string,
  state: MessageNews['state'],
): Promise<OutwardFact | null> {
  const { rows } = await db.query<MessageFactRow>(
    `${MESSAGES} where organisation_id = $1 and key = $2 and state = $3`,
    [organisationId, key, state],
  );
  return rows[0] ? placed(rows[0]).fact : null;
}

function withoutGap(rows: readonly JournalRow[], seq: number): JournalRow[] {
  const gap = rows.findIndex((row, index) => row.seq !== seq + index + 1);
  return gap < 0 ? [...rows] : rows.slice(0, gap);
}

function merged(from: Cursor, journal: readonly JournalRow[], messages: readonly MessageFactRow[]): FactInPlace[] {
  const facts: FactInPlace[] = [];
  let cursor = from;
  let [entries, sent] = [0, 0];
  for (;;) {
    const entry = journal[entries];
    const message = messages[sent];
    if (entry === undefined && message === undefined) return facts;
    if (entry !== undefined && (message === undefined || compare(entry.written_in, message.written_in) <= 0)) {
      entries += 1;
      cursor = { ...cursor, seq: entry.seq };
      facts.push({ fact: placed(entry).fact, cursor });
    } else if (message !== undefined) {
      sent += 1;
      cursor = { ...cursor, message: { writtenIn: message.written_in, id: `${message.key}:${message.state}` } };
      facts.push({ fact: placed(message).fact, cursor });
    }
  }
}

interface Placed {
  readonly fact: OutwardFact;
  readonly writtenIn: TransactionId | null;
  readonly seq: number;
}

function placed(row: JournalRow | MessageFactRow): Placed {
  if ('seq' in row) {
    const { written_in: writtenIn, case_id: caseId, ...entry } = row;
    return { fact: { from: 'journal', caseId, event: toEvent(entry) }, writtenIn, seq: row.seq };
  }
  const { written_in: writtenIn, case_id: caseId, at, ...message } = row;
  const fact: OutwardFact = { from: 'messages', caseId, message: { ...message, atMs: at.getTime() } };
  return { fact, writtenIn, seq: Number.POSITIVE_INFINITY };
}

/** What was written before transactions were noted comes first. */
function compare(one: TransactionId | null, other: TransactionId | null): number {
  const [a, b] = [BigInt(one ?? 0), BigInt(other ?? 0)];
  return a < b ? -1 : a > b ? 1 : 0;
}
