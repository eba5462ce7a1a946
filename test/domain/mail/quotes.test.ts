import { describe, expect, test } from 'vitest';
import { plainOfHtml } from '../../../domain/mail/plain-of-html.ts';
import { withoutQuotes } from '../../../domain/mail/quotes.ts';

const QUOTE = '> Hello,\n> how are you satisfied, 1 to 5?\n>\n> Qingli';

describe('what somebody wrote anew', () => {
  test.each([
    ['Gmail, English', `5\n\nOn Wed, 4 Mar 2026 at 10:12, Qingli <service@qingli.example.com> wrote:\n\n${QUOTE}`],
    [
      'Gmail, introduction over three lines',
      `5\n\nOn Wed, 4 Mar 2026 at 10:12, Qingli Instruments\n<service+c-7k3m9p2qxa-0f1e2d3c4b5a@qingli.example.com>\nwrote:\n${QUOTE}`,
    ],
    ['Gmail, Chinese', `5\n\nQingli <service@qingli.example.com> 于2026年3月4日周三 10:12写道：\n\n${QUOTE}`],
    [
      'QQ Mail',
      '5\n\n------------------ 原始邮件 ------------------\n发件人: "Qingli"\n发送时间: 2026年3月4日\n主题: 回访\n\n您好',
    ],
    ['NetEase', '5\n\n在 2026-03-04 10:12:00，"Qingli" <service@qingli.example.com> 写道：\n\n您好，请打分\n'],
    ['Gmail, Swedish', `5\n\nDen ons 4 mars 2026 kl 10:12 skrev Qingli <service@qingli.example.com>:\n\n${QUOTE}`],
    [
      'Outlook',
      '5\n\n________________________________\nFrom: Qingli <a@b.c>\nSent: Wednesday, March 4\nTo: Chen\nSubject: Your rating\n\nHello',
    ],
    ['Outlook, Swedish', '5\n\nFrån: Qingli <a@b.c>\nSkickat: den 4 mars 2026 10:12\nTill: Chen\nÄmne: Betyg\n\nHej'],
    [
      'Outlook, bold',
      '5\n\n*From:* Qingli <a@b.c>\n*Sent:* Wednesday, March 4\n*To:* Chen\n*Subject:* Your rating\n\nHello',
    ],
    [
      'Outlook, Chinese',
      '5\r\n\r\n发件人: Qingli <a@b.c>\r\n发送时间: 2026年3月4日 10:12\r\n收件人: Chen\r\n主题: 回访\r\n\r\n您好',
    ],
    ['the old rule', '5\n\n-----Original Message-----\nFrom: Qingli\n\nHello'],
    ['a phone', `5\n\nSent from my iPhone\n\n> On 4 Mar 2026, at 10:12, Qingli <a@b.c> wrote:\n>\n${QUOTE}`],
    ['a signature', '5\n\n-- \nChen Mo\nLab 4, 200 Garden Road'],
    ['a phone, Chinese', '5\n\n发自我的iPhone'],
    ['only marks', `5\n${QUOTE}`],
    ['below the quotation', `On 4 Mar 2026 at 10:12, Qingli wrote:\n${QUOTE}\n\n5`],
  ])('%s', (_program, mail) => {
    expect(withoutQuotes(mail)).toBe('5');
  });

  test('between quoted lines stays, in order', () => {
    const mail = `On 4 Mar 2026, Qingli wrote:\n> Which model?\nHP-2.\n> Which fault?\nNo light,\n\nsince Monday.\n`;
    expect(withoutQuotes(mail)).toBe('HP-2.\nNo light,\n\nsince Monday.');
  });

  test.each([
    'From: Monday on it leaks.\nTo: be honest, badly.',
    'I wrote to you on 4 March:\nnobody came.',
    'On Monday the technician wrote: all fine.\nIt is not.',
    'The price was < 5 > 3.\n1. leak\n2. noise',
    '3 pumps:\nall broken',
  ])('%j has nothing quoted', (mail) => {
    expect(withoutQuotes(mail)).toBe(mail);
  });

  test('is nothing where nothing was added', () => {
    expect(withoutQuotes(QUOTE)).toBe('');
    expect(withoutQuotes('')).toBe('');
  });

  test('is found in time that grows with the mail, whatever it holds', () => {
    const nasty = [
      `${'On 1 '.repeat(200)}:\n`,
      '> '.repeat(500),
      `${'<b> '.repeat(300)}\n`,
      '写道 1'.repeat(99),
      '<!--',
    ];
    for (const part of nasty) {
      const mail = part.repeat(300);
      const cpu = process.cpuUsage();
      withoutQuotes(mail);
      plainOfHtml(mail);
      expect(process.cpuUsage(cpu).user / 1_000).toBeLessThan(2_000);
    }
  });
});

describe('a mail that is a page only', () => {
  test.each([
    ['<p>Hello <b>you</b></p><p>5 &amp; up</p>', 'Hello you\n5 & up'],
    ['<html><head><style>p{}</style><title>x</title></head><body>5<br>fine&nbsp;&#33;</body></html>', '5\nfine !'],
    ['<div>5</div><div class="gmail_quote"><div>On 4 Mar</div><blockquote>old</blockquote></div>', '5'],
    ['<div>5</div><div id="divRplyFwdMsg">From: us</div>old', '5'],
    ['<blockquote>quoted</blockquote><p>below</p>', 'quoted\nbelow'],
    ['<script>alert(1)</script>5<!-- hidden -->', '5'],
    ['&lt;script&gt; &bogus; &#0; 1 < 2', '<script> &bogus; &#0; 1 < 2'],
    ['<script>never closed', ''],
  ])('%j', (html, text) => {
    expect(plainOfHtml(html).replaceAll(/\n+/g, '\n')).toBe(text);
  });
});
