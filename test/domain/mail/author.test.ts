import { describe, expect, test } from 'vitest';
import { authorOf, type MailMarks } from '../../../domain/mail/author.ts';

const mail = (headers: Record<string, string>, over: Partial<MailMarks> = {}) =>
  authorOf({
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
    subject: 'Re: Your visit',
    from: 'chen@example.com',
    ours: false,
    ...over,
  });

describe('who wrote a mail', () => {
  test.each<[string, Record<string, string>]>([
    ['nothing said', {}],
    ['said to be no machine', { 'auto-submitted': 'no' }],
    ['the same with a remark', { 'auto-submitted': 'No (by hand)' }],
    ['by way of a list', { 'list-id': '<team.example.com>', precedence: 'list' }],
    ['marked so', { 'x-autoreply': 'no' }],
    ['with a path back', { 'return-path': '<chen@example.com>' }],
  ])('a person: %s', (_what, headers) => {
    expect(mail(headers)).toBe('person');
  });

  test.each<[string, Record<string, string>]>([
    ['an automatic answer', { 'auto-submitted': 'auto-replied' }],
    ['with a parameter', { 'auto-submitted': 'auto-replied; owner-email="chen@example.com"' }],
    ['generated', { 'auto-submitted': 'Auto-Generated' }],
    ['of a kind nobody knows', { 'auto-submitted': 'auto-notified' }],
    ['in bulk', { precedence: 'bulk' }],
    ['an old program', { precedence: 'auto_reply' }],
    ['another', { 'x-autorespond': 'Vacation' }],
    ['without a path back', { 'return-path': '<>' }],
  ])('a machine: %s', (_what, headers) => {
    expect(mail(headers)).toBe('machine');
  });

  test.each(['Automatic reply: Your visit', 'Out of Office: until Monday', '自动回复: 您好', 'Autosvar: Semester'])(
    'a machine by its subject: %s',
    (subject) => expect(mail({}, { subject })).toBe('machine'),
  );

  test.each(['MAILER-DAEMON@example.com', 'postmaster@example.com', 'no-reply@shop.example.com', ''])(
    'a machine by its address: %j',
    (from) => expect(mail({}, { from })).toBe('machine'),
  );

  test('a person whose subject only speaks of it', () => {
    expect(mail({}, { subject: 'I was out of the office, sorry' })).toBe('person');
    expect(mail({}, { from: 'noreplyson@example.com' })).toBe('person');
  });

  test('a mail system’s report is one even under our own address, and our own mail is ours whatever it says', () => {
    expect(mail({ 'content-type': 'multipart/report; report-type=delivery-status' }, { ours: true })).toBe('report');
    expect(mail({ 'auto-submitted': 'auto-generated' }, { ours: true })).toBe('ourselves');
  });
});
