import type { FastifyReply } from 'fastify';
import type { PageLocale } from '../locale.ts';
import { printPage, sendPage } from '../press.ts';
import type { Shown, Visitor } from './page.ts';
import { organisationOf } from './visitor.ts';
import { type CustomerWords, WORDS } from './words.ts';

/** What a link shows; `said` is what the form before it made true. */
export function sendShown(
  reply: FastifyReply,
  status: number,
  visitor: Visitor,
  { template, values, againSeconds }: Shown,
  said: string,
): FastifyReply {
  const { words, locale, claim } = visitor;
  const { name, hotline } = organisationOf(visitor);
  const frame = { locale, title: words[claim.purpose].title, organisation: name };
  const common = { w: words, caseId: claim.caseId, hotline, notice: noticeOf(words, said, visitor), fault: '' };
  if (againSeconds !== undefined) reply.header('refresh', String(againSeconds));
  return sendPage(reply, status, printPage(`customer/${template}`, frame, { ...common, ...values }));
}

function noticeOf(words: CustomerWords, said: string, { claim }: Visitor): string {
  if (said === 'thanks') return words.thanks;
  if (said === 'over') return words.over;
  if (said === 'more' && claim.purpose === 'facts') return words.facts.more;
  return said === 'stopped' && claim.purpose === 'opt-out' ? words['opt-out'].stopped : '';
}

/** A page that belongs to nobody: the same for everybody who has no good link. */
export function sendNotice(
  reply: FastifyReply,
  status: number,
  locale: PageLocale,
  notice: 'gone' | 'busy' | 'down',
  retryAfterSeconds: number | null = null,
): FastifyReply {
  const { title, text } = WORDS[locale][notice];
  if (retryAfterSeconds !== null) reply.header('retry-after', String(retryAfterSeconds));
  return sendPage(reply, status, printPage('notice', { locale, title, organisation: '' }, { text }));
}
