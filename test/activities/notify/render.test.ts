import { beforeAll, describe, expect, test } from 'vitest';
import { localeOf, type RenderInput, renderMessage } from '../../../activities/notify/render.ts';
import type { MessageIntent } from '../../../domain/notice/intent.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import type { NoticeOccasion } from '../../../domain/policy/pinned.ts';
import { paramsOf } from '../../../domain/policy/template-values.ts';
import type { Channel } from '../../../domain/policy/vocabulary.ts';
import { intent, view } from '../../database/fixtures.ts';
import { loadPolicy } from '../../support/policies.ts';

let document: PolicyDocument;
beforeAll(async () => {
  document = await loadPolicy('device-maker');
});

/** Wednesday 4 March 2026, 14:30 in the policy's zone. */
const AT_MS = Date.UTC(2026, 2, 4, 6, 30);
const PARAM_VALUES: MessageIntent['params'] = {
  missing: ['phone', 'address'],
  ordinal: 1,
  startMs: AT_MS,
  endMs: AT_MS + 3_600_000,
  revision: 2,
  clockId: 'hand-off',
  dueAtMs: AT_MS,
  percent: 75,
  step: 2,
  steps: 3,
  lowest: 1,
  highest: 5,
  score: 2,
  day: 3,
  purpose: 'case-opened',
  code: '21211',
  outcome: 'completed',
  itemId: 'depot-1',
  amountMinor: 12_000,
  validUntilMs: AT_MS,
  agreedMs: AT_MS,
  terms: 'quote',
  payer: 'customer',
  parcel: 'SF10203040',
  topic: 'quality',
  number: 'R-2026-000001',
};

function render(over: Partial<MessageIntent>, rest: Partial<RenderInput> = {}) {
  return renderMessage({
    document,
    intent: intent({ params: PARAM_VALUES, ...over }),
    view: view({ technicianId: 'tech-4', leadId: 'lead-north', productModel: Object.keys(document.products)[0]! }),
    customerName: 'Chen Mo',
    recipientName: 'Chen Mo',
    locale: 'en',
    ...rest,
  });
}

function withTemplate(text: string, name = 'case-opened.customer.sms'): Partial<RenderInput> {
  return { document: { ...document, templates: { en: { [name]: text } } } };
}
const sms = (text: string, rest: Partial<RenderInput> = {}) => render({}, { ...withTemplate(text), ...rest });
const mail = (text: string, rest: Partial<RenderInput> = {}) =>
  render({ channel: 'email' }, { ...withTemplate(text, 'case-opened.customer.email'), ...rest });

describe('the policy that ships', () => {
  test('every text of both languages can be written from what its occasion gives', () => {
    const kindOf = (name: string) => document.pinned.items?.[name]?.is ?? 'care';
    let written = 0;
    for (const [locale, templates] of Object.entries(document.templates)) {
      for (const name of Object.keys(templates)) {
        const purpose = name.split('.').slice(0, -2).join('.') as NoticeOccasion;
        const [audience, channel] = name.split('.').slice(-2) as ['customer' | 'staff', Channel];
        const params = Object.fromEntries(paramsOf(purpose, kindOf).map((param) => [param, PARAM_VALUES[param] ?? '']));
        const recipient = audience === 'customer' ? ({ kind: audience } as const) : { kind: audience, personId: 'x' };
        const text = render({ purpose, channel, params, recipient }, { locale });
        expect(text, `${locale}/${name}`).toHaveProperty('text', expect.stringMatching(/\S/));
        expect(JSON.stringify(text), `${locale}/${name}`).not.toMatch(/\{\{|\{%|NaN|undefined|1772/);
        written++;
      }
    }
    expect(Object.keys(document.templates).sort()).toEqual(['en', 'zh-CN']);
    expect(written).toBeGreaterThan(60);
  });

  test('speaks to the customer in the case’s language and in the policy’s when it has no such texts', () => {
    expect(localeOf(document, 'en')).toBe('en');
    expect(localeOf(document, 'sv')).toBe(document.pinned.defaultLocale);
  });
});

test.each([
  ['en', 'Wed, Mar 4, 14:30', '14:30', 'telephone'],
  ['zh-CN', '3月4日周三 14:30', '14:30', '电话'],
])('times are the policy’s zone in %s', (locale, time, clock) => {
  const text = renderMessage({
    document: {
      ...document,
      templates: {
        [locale]: { 'case-opened.customer.sms': '{{ params.dueAtMs | localTime }}|{{ params.dueAtMs | localClock }}' },
      },
    },
    intent: intent({ params: PARAM_VALUES }),
    view: view(),
    customerName: '',
    recipientName: '',
    locale,
  });
  expect(text).toEqual({ subject: '', text: `${time}|${clock}` });
});

test('money is in the policy’s currency, from whole minor units', () => {
  expect(sms('{{ 123450 | money }}')).toMatchObject({ text: 'CN¥1,234.50' });
  expect(sms('{{ 1.5 | money }}')).toEqual({ fault: 'template-failed' });
});

test('ids become words, and a list of facts reads as one', () => {
  const both = sms('{{ params.missing | factNames }}');
  const { phone, address } = document.words.en as Record<string, string>;
  expect(both).toMatchObject({ text: `${phone} and ${address}` });
  expect(sms('{{ "no-such-word" | word }}')).toMatchObject({ text: 'no-such-word' });
});

test.each([
  '{{ customer.nam }}',
  '{{ 1 | nosuchfilter }}',
  '{{ params.constructor }}',
  '{% if %}',
  '{{ "x" | localTime }}',
])('%s is a fault of the template and not a gap in the text', (text) => {
  expect(sms(text)).toEqual({ fault: 'template-failed' });
});

test.each([
  '{% for i in (1..100000000) %}{{ i }}{% endfor %}',
  '{{ "x" | append: "y" | size }}{% include "/etc/passwd" %}',
])('a template can neither run away nor read files (%s)', (text) => {
  expect(sms(text)).toEqual({ fault: 'template-failed' });
});

test('what a customer typed is never read as a template', () => {
  const name = '{{ organisation.hotline }}{% raw %}<script>';
  expect(sms('Dear {{ customer.name }}', { customerName: name })).toMatchObject({ text: `Dear ${name}` });
});

test('a name with line breaks begins no header, and one with turning marks turns nothing', () => {
  const name = 'Eve\r\nBcc: a@evil.test\u0000\u202e x';
  const text = mail('Subject: For {{ customer.name }}\n\nDear {{ customer.name }},', { customerName: name });
  expect(text).toEqual({ subject: 'For Eve Bcc: a@evil.test x', text: 'Dear Eve Bcc: a@evil.test x,\n' });
});

test('a name of a thousand characters is cut between characters', () => {
  const text = sms('{{ customer.name }}', { customerName: '👩‍🔧'.repeat(1_000) });
  expect(text).toMatchObject({ text: `${'👩‍🔧'.repeat(79)}…` });
});

test.each([
  ['', 'text-empty'],
  ['x'.repeat(1_531), 'text-too-long'],
  ['很'.repeat(671), 'text-too-long'],
])('an SMS of %j is refused', (text, fault) => {
  expect(sms(text)).toEqual({ fault });
});

test('an SMS of ten segments is written, emoji and all', () => {
  const text = `👍 e\u0301 € ${'很'.repeat(660)}`;
  expect(sms(text)).toEqual({ subject: '', text });
});

test.each(['No subject\n\ntext', 'Subject: \n\ntext', 'Subject: x\n\n '])('a mail of %j is refused', (text) => {
  expect(mail(text)).toEqual({ fault: 'text-empty' });
});

test('a mail with Windows line ends has the same subject', () => {
  expect(mail('Subject: Visit\r\n\r\nHello\r\n')).toEqual({ subject: 'Visit', text: 'Hello\n' });
});
