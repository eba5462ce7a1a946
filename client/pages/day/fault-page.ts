import type { FastifyReply, FastifyRequest } from 'fastify';
import { ATTACHMENT_LONGEST_BYTES, sizeText } from '../../../domain/attachment/kinds.ts';
import { RefusedError, UnavailableError } from '../../errors.ts';
import { askedLocale } from '../locale.ts';
import { printPage, sendPage } from '../press.ts';
import { DAY_WORDS, type DayWords } from './words.ts';

type Asked = Pick<FastifyRequest, 'headers'>;

/** The one answer to every link that opens nothing: forged, over, or for what is not theirs. */
export function gone(request: Asked, reply: FastifyReply): FastifyReply {
  return notice(request, reply, 404, ({ gone: title, goneText: text }) => ({ title, text }));
}

export function tooMany(request: Asked, reply: FastifyReply): FastifyReply {
  return notice(request, reply, 429, ({ notRecorded: title, tooMany: text }) => ({ title, text }));
}

/** What went wrong, as a page. Throws what nobody foresaw. */
export function dayFault(error: unknown, request: Asked, reply: FastifyReply): FastifyReply {
  if (error instanceof RefusedError) return gone(request, reply);
  if (error instanceof UnavailableError) {
    return notice(request, reply, 503, ({ notRecorded: title, unavailable: text }) => ({ title, text }));
  }
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  if (statusCode === 429) return tooMany(request, reply);
  if (statusCode !== 413) throw error;
  const longest = sizeText(ATTACHMENT_LONGEST_BYTES);
  return notice(request, reply, 413, ({ notRecorded: title, addPhotos }) => ({
    title,
    text: `${addPhotos} · ${longest}`,
  }));
}

function notice(
  { headers }: Asked,
  reply: FastifyReply,
  status: number,
  say: (words: DayWords) => { readonly title: string; readonly text: string },
): FastifyReply {
  const locale = askedLocale(headers['accept-language']);
  const { title, text } = say(DAY_WORDS[locale]);
  return sendPage(reply, status, printPage('notice', { locale, title, organisation: '' }, { text }));
}
