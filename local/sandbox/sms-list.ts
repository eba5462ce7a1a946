import type { SmsMessage } from './sms-message.ts';

/** A page of messages in the provider's shape; the client follows `next_page_uri`. */
export type SmsPage = {
  messages: SmsMessage[];
  page: number;
  page_size: number;
  start: number;
  end: number;
  uri: string;
  first_page_uri: string;
  next_page_uri: string | null;
  previous_page_uri: string | null;
};

const LARGEST_PAGE = 1_000;

function matches(message: SmsMessage, query: URLSearchParams): boolean {
  const to = query.get('To');
  const from = query.get('From');
  if (to !== null && message.to !== to) return false;
  if (from !== null && message.from !== from) return false;
  // A message that is not sent yet is found by the time it was taken, as the provider does.
  const atMs = Date.parse(message.date_sent ?? message.date_created);
  const after = query.get('DateSent>');
  const before = query.get('DateSent<');
  const on = query.get('DateSent');
  // Dates have whole seconds, limits may not: a message of the same second counts.
  if (after !== null && atMs < Math.floor(Date.parse(after) / 1_000) * 1_000) return false;
  if (before !== null && atMs > Date.parse(before)) return false;
  return on === null || new Date(atMs).toISOString().startsWith(on.slice(0, 10));
}

/** Answers `GET …/Messages.json`: newest first, filtered and paged as the query says. */
export function pageOf(newestLast: readonly SmsMessage[], path: string, query: URLSearchParams): SmsPage {
  const found = newestLast.filter((message) => matches(message, query)).reverse();
  const page = Number(query.get('Page') ?? 0);
  const size = Math.min(LARGEST_PAGE, Math.max(1, Number(query.get('PageSize') ?? 50)));
  const start = page * size;
  const messages = found.slice(start, start + size);
  const uriOf = (wanted: number): string => {
    const other = new URLSearchParams(query);
    other.set('PageSize', String(size));
    other.set('Page', String(wanted));
    return `${path}?${other}`;
  };
  return {
    messages,
    page,
    page_size: size,
    start,
    end: start + Math.max(0, messages.length - 1),
    uri: uriOf(page),
    first_page_uri: uriOf(0),
    next_page_uri: start + size < found.length ? uriOf(page + 1) : null,
    previous_page_uri: page > 0 ? uriOf(page - 1) : null,
  };
}
