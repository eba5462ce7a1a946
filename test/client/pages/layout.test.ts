import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiOf } from '../../../client/http/openapi.ts';
import { addReadingPage } from '../../../client/http/reading-page.ts';
import { ROUTES } from '../../../client/http/routes/index.ts';
import { readForm } from '../../../client/pages/form.ts';
import { askedLocale, pageLocale } from '../../../client/pages/locale.ts';
import { printPage, sendPage } from '../../../client/pages/press.ts';
import { describeOnAPhone, expectReadable } from '../../support/browser.ts';

const FRAME = { locale: 'sv', title: 'Hej <b>då</b>', organisation: 'Väst & Öst' } as const;

test('a value is shown as it was typed, and read neither as a tag nor as a template', () => {
  const html = printPage('notice', FRAME, { text: '<script>alert(1)</script>{{ style }}' });
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{ style }}');
  expect(html).toContain('<h1>Hej &lt;b&gt;då&lt;/b&gt;</h1>');
  expect(html).toContain('<html lang="sv">');
});

test('a page is in the first wanted language that pages are written in, else in English', () => {
  expect(pageLocale('zh-TW', 'sv')).toBe('zh-CN');
  expect(pageLocale('de', null, 'sv-FI')).toBe('sv');
  expect(pageLocale('de')).toBe('en');
  expect(askedLocale('de-CH, sv;q=0.8, en;q=0.5')).toBe('sv');
  expect(askedLocale(undefined)).toBe('en');
});

describe('a form', () => {
  const read = async (form: FormData | URLSearchParams) => {
    const request = new Request('http://localhost', { method: 'POST', body: form });
    const bytes = Buffer.from(await request.arrayBuffer());
    return (await readForm(bytes, request.headers.get('content-type') ?? undefined))!;
  };

  test('of fields is read as it was written', async () => {
    const form = await read(
      new URLSearchParams([
        ['a', ' x\r\ny '],
        ['b', '1'],
        ['b', '2'],
      ]),
    );
    expect([form.text('a'), form.all('b'), form.text('none'), form.all('none')]).toEqual(['x\ny', ['1', '2'], '', []]);
  });

  test('with files gives those that have something in them', async () => {
    const data = new FormData();
    data.append('photo', new File([new Uint8Array([1, 2])], 'a.jpg'));
    data.append('photo', new File([], ''));
    data.append('note', 'ñ');
    const form = await read(data);
    expect(form.text('note')).toBe('ñ');
    expect(form.text('photo')).toBe('');
    expect(await form.files('photo')).toEqual([{ name: 'a.jpg', content: new Uint8Array([1, 2]) }]);
    expect(await form.files('none')).toEqual([]);
  });

  test('is nothing else', async () => {
    expect(await readForm(Buffer.from('{}'), 'application/json')).toBeNull();
    expect(await readForm(Buffer.from('a=1'), undefined)).toBeNull();
    expect(await readForm(Buffer.from('x'), 'multipart/form-data; boundary=y')).toBeNull();
  });
});

describeOnAPhone('a page on a phone', (phone) => {
  let app: FastifyInstance;
  let url: string;
  beforeAll(async () => {
    app = Fastify();
    app.get('/', (_request, reply) =>
      sendPage(reply, 200, printPage('notice', FRAME, { text: 'Ett ord '.repeat(80) })),
    );
    url = await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => app.close());

  test('has its own style, allowed by its hash, and fits', async () => {
    const page = await phone.open(url, 'sv-SE');
    await expectReadable(page);
    expect(await page.evaluate(`getComputedStyle(document.querySelector('main')).maxWidth`)).not.toBe('none');
  });

  test('has the routes of the API to read, no wider than itself', async () => {
    const api = Fastify();
    addReadingPage(api, openApiOf(ROUTES, null));
    try {
      const page = await phone.open(await api.listen({ port: 0, host: '127.0.0.1' }), 'en');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    } finally {
      await api.close();
    }
  });
});
