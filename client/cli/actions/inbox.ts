import type { InboxEntry, InboxFilter } from '../../../database/inbox.ts';
import type { CaseId } from '../../../domain/shared/ids.ts';
import type { ShownReply } from '../../inbound/replies.ts';
import { parseActor } from '../../requests/parse.ts';
import type { Frame } from '../case-picture.ts';
import type { Action, Session } from '../session.ts';
import { printable } from '../style.ts';
import { renderTable } from '../table.ts';
import { absolute } from '../time.ts';

/** Why a reply waits, as people read it; another code is the refusal of its case. */
const WHY: Readonly<Record<string, string>> = {
  unmatched: 'nobody was written to there',
  text: 'in their own words',
  late: 'answers what is no longer asked',
  'another-time': 'wants another time',
  'not-taken': 'the case did not take it',
  'case-closed': 'the case is closed',
  loop: 'two programs may be talking',
  'not-delivered': 'the case does not answer',
  'files-not-kept': 'some of its files could not be kept',
};

export function listInboxAction(filter: InboxFilter): Action {
  return async (session) => {
    const entries = await session.aftercare.inbox(session.organisation, filter);
    const frame = await session.frame();
    const none = filter.waiting ? 'No reply waits for a person.' : 'No reply matches.';
    session.print(entries, () => (entries.length === 0 ? none : renderInbox(entries, frame)));
    const [first] = entries;
    if (filter.waiting && first) session.say(`next: ${session.hint(`inbox show ${first.id}`)}`);
    if (entries.length === filter.limit) session.say(`Only the first ${filter.limit}; --limit shows more.`);
    return undefined;
  };
}

export function showReplyAction(id: string): Action {
  return async (session) => {
    const shown = await session.aftercare.inboxEntry(session.organisation, id);
    const frame = await session.frame();
    session.print(shown, () => renderReply(shown, frame));
    if (shown.entry.waitsBecause !== null) {
      session.say(`next: ${session.hint(`inbox assign ${id} <case>`)}, or ${session.hint(`inbox dismiss ${id}`)}`);
    }
    return undefined;
  };
}

export function assignReplyAction(id: string, caseId: CaseId, by: string | undefined): Action {
  return async (session) => {
    const { receipt } = await session.aftercare.assignReply(session.organisation, id, caseId, actor(session, by));
    session.print({ id, caseId, seq: receipt.seq }, () => `${id} is on the timeline of ${caseId}.`);
    return undefined;
  };
}

export function dismissReplyAction(id: string, by: string | undefined): Action {
  return async (session) => {
    await session.aftercare.dismissReply(session.organisation, id, actor(session, by));
    session.print({ id, waitsBecause: null }, () => `${id} waits for nobody any more.`);
    return undefined;
  };
}

function actor({ deps }: Session, by: string | undefined) {
  return parseActor(by ?? deps.defaultBy);
}

function renderInbox(entries: readonly InboxEntry[], { times, style, columns }: Frame): string {
  const rows = entries.map(({ id, receivedAtMs, channel, caseId, state, meaning, waitsBecause }) => [
    absolute(receivedAtMs, times),
    id,
    channel,
    caseId ?? '–',
    state === 'taken' ? style.good(state) : state,
    meaning ?? '',
    waitsBecause === null ? '' : style.warn(why(waitsBecause)),
  ]);
  return renderTable({ head: ['RECEIVED', 'REPLY', 'BY', 'CASE', 'STATE', 'READ AS', 'WAITS BECAUSE'], rows, columns });
}

function renderReply({ entry, text, from, files }: ShownReply, { times, style, columns }: Frame): string {
  const words = (one: ShownReply['text']) => (one?.kind === 'text' ? printable(one.content) : 'not kept');
  const rows = [
    ['received', absolute(entry.receivedAtMs, times)],
    ['from', words(from)],
    ['case', entry.caseId ?? '–'],
    ['answers', entry.about ?? '–'],
    ['read as', entry.meaning ?? '–'],
    ['state', [entry.state, entry.code].filter(Boolean).join(', ')],
    ['answered', entry.answer ?? 'by nothing of ours'],
    ...(files.length === 0 ? [] : [['files', files.map(({ id, name }) => printable(name ?? id)).join(', ')]]),
    ['waits', entry.waitsBecause === null ? 'for nobody' : why(entry.waitsBecause)],
  ];
  const lines = words(text).split(/(?<=.{1000})/u);
  return [style.bold(entry.id), renderTable({ head: ['', ''], rows, columns }), '', ...lines].join('\n');
}

function why(code: string): string {
  return WHY[code] ?? code;
}
