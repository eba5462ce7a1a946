import { describe, expect, test } from 'vitest';
import { deliveryReport } from '../../../domain/mail/delivery-report.ts';
import { answered, messageIdsIn } from '../../../domain/mail/message-ids.ts';
import { mailboxOf, taggedAddress, tagOfAddress } from '../../../domain/mail/reply-address.ts';
import { isOwnSubject } from '../../../domain/mail/subject.ts';
import { mailNamesIn, tagsIn } from '../../../domain/mail/thread.ts';

describe('a delivery report', () => {
  const report = (action: string, status: string) =>
    `Reporting-MTA: dns; mx.example.com\r\n\r\nFinal-Recipient: rfc822; chen@example.com\r\nAction: ${action}\r\nStatus: ${status}\r\n`;

  test.each([
    ['failed', '5.1.1', { fate: 'failed', status: '5.1.1' }],
    ['Failed', '5.1.1 (no such user)', { fate: 'failed', status: '5.1.1' }],
    ['delayed', '4.4.1', { fate: 'delayed', status: '4.4.1' }],
    ['relayed', '2.0.0', { fate: 'delivered', status: '2.0.0' }],
    ['failed', 'unknown', { fate: 'failed', status: null }],
  ] as const)('%s %s', (action, status, read) => {
    expect(deliveryReport(report(action, status))).toEqual(read);
  });

  test('of several recipients the worst counts; about none there is none', () => {
    expect(deliveryReport(`${report('delivered', '2.0.0')}\r\n${report('failed', '5.7.1')}`)).toEqual({
      fate: 'failed',
      status: '5.7.1',
    });
    expect(deliveryReport('Reporting-UA: phone\r\nDisposition: manual-action; displayed')).toBeNull();
    expect(deliveryReport('Action: burnt')).toBeNull();
  });
});

describe('the thread', () => {
  test('is followed from the mail that is answered back to the first', () => {
    expect(answered('<c@x>', '<a@x> <b@x>\r\n <c@x>')).toEqual(['c@x', 'b@x', 'a@x']);
    expect(answered('', 'nothing')).toEqual([]);
  });

  test('holds ids only, and not without end', () => {
    expect(messageIdsIn('<a@x>, "b" <not an id> <<c@x>>')).toEqual(['a@x', 'c@x']);
    expect(messageIdsIn(Array.from({ length: 90 }, (_, index) => `<${index}@x>`).join(' '))).toHaveLength(50);
  });
});

describe('the address of a case', () => {
  test('is its mailbox with the tag, and gives both back', () => {
    const address = taggedAddress('service@qingli.example.com', 'c-7k3m9p2qxa-0f1e2d3c4b5a');
    expect(address).toBe('service+c-7k3m9p2qxa-0f1e2d3c4b5a@qingli.example.com');
    expect(tagOfAddress(address.toUpperCase())).toBe('c-7k3m9p2qxa-0f1e2d3c4b5a');
    expect(mailboxOf(` ${address} `)).toBe('service@qingli.example.com');
    expect(tagOfAddress('service@qingli.example.com')).toBeNull();
    expect(tagOfAddress('service@ex+ample.com')).toBeNull();
  });
});

describe('where a mail belongs', () => {
  const tag = 'c-7k3m9p2qxa-0f1e2d3c4b5a';
  const name = 'ab'.repeat(20);

  test('is told by the address it was sent to, else by what it answers', () => {
    const marks = { to: ['boss@x.com', `Service+${tag}@x.com`], answers: [`${name}.c-other@x.com`, `${tag}@x.com`] };
    expect(tagsIn(marks)).toEqual([tag, 'c-other']);
    expect(tagsIn({ to: [], answers: [`${name}.${tag.toUpperCase()}@x.com`] })).toEqual([tag]);
    expect(tagsIn({ to: ['service@x.com'], answers: [] })).toEqual([]);
  });

  test('and so is which of our mails it answers', () => {
    expect(mailNamesIn({ answers: [`${name}.${tag}@x.com`, `${tag}@x.com`, 'abc@gmail.com'] })).toEqual([name]);
  });
});

describe('a subject', () => {
  test.each(['Broken lamp', 'Regarding my lamp', '请帮忙'])('%s says what the mail is about', (subject) => {
    expect(isOwnSubject(subject)).toBe(true);
  });
  test.each(['Re: Your visit', 'SV: Ditt besök', '回复：回访', ' re : x', 'Fwd: Your visit', ''])(
    '%j does not',
    (subject) => {
      expect(isOwnSubject(subject)).toBe(false);
    },
  );
});
