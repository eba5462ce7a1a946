import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../domain/case/commands.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseId } from '../../domain/shared/ids.ts';
import { describeOnAPhone, expectReadable, keepPicture } from '../support/browser.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { servePages } from '../support/page-server.ts';
import { loadPolicy } from '../support/policies.ts';
import { withRules } from '../support/policy-variants.ts';
import { FACTS } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

const SWEDEN = 'lantern-care';
const ON = '2026-03-11';
const PNG = { name: 'door.png', mimeType: 'image/png', buffer: onePixel() };

/** Who goes where: one technician a language, each by a policy that asks something else of a visit. */
const WALKS = [
  {
    language: 'zh-CN',
    organisation: ORGANISATION,
    technician: 'tech-1',
    facts: { ...FACTS, 'customer-name': '王莉', address: '滨江路 1 号', 'purchase-date': '2024-01-05' },
    words: {
      open: '查看与填写',
      depart: '我已出发',
      arrive: '我已到达',
      report: '填写服务报告',
      file: '提交报告',
      sign: '客户签字',
    },
    texts: { hears: '系统会通知客户', price: '客户尚未同意', filed: '服务报告已提交', signed: '签字已记录' },
  },
  {
    language: 'en',
    organisation: ORGANISATION,
    technician: 'tech-4',
    facts: { ...FACTS, 'purchase-date': '2024-01-05' },
    words: {
      open: 'Open',
      depart: 'I am on my way',
      arrive: 'I have arrived',
      report: 'Write the report',
      file: 'File the report',
      sign: 'Customer signs',
    },
    texts: {
      hears: 'The customer is told',
      price: 'has not accepted the price',
      filed: 'The report is filed',
      signed: 'The signature is recorded',
    },
  },
  {
    language: 'sv',
    organisation: SWEDEN,
    technician: 'bea',
    facts: {
      'customer-name': 'Åsa Öberg',
      phone: '+46701740699',
      email: 'asa@customer.example.com',
      address: 'Möllevångsgatan 4, Malmö',
      region: 'malmo',
      'product-model': 'storm-lantern',
      'purchase-date': '2026-01-05',
    },
    words: {
      open: 'Öppna',
      depart: 'Jag är på väg',
      arrive: 'Jag är framme',
      report: 'Skriv rapporten',
      file: 'Lämna in rapporten',
      sign: 'Kunden skriver under',
    },
    texts: { hears: 'Noterat: på väg', price: '', filed: 'Rapporten är inlämnad', signed: '' },
  },
] as const;
type Walk = (typeof WALKS)[number];

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
let app: FastifyInstance;
let origin: string;

beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts);
  const checklist = ['glas', 'gastest'];
  const swedish = withRules(await loadPolicy('lantern-care'), { visit: { checklist, signed: 'before-leaving' } });
  await engine.aftercare.applyPolicy(SWEDEN, swedish, 'Lyktvården');
  app = await servePages(engine);
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
}, 60_000);
afterAll(async () => {
  await app.close();
  await workers.stop();
  await engine.stop();
});

/** A visit that is agreed for the morning of that day. */
async function agreedVisit({ language, organisation, technician, facts }: Walk): Promise<CaseId> {
  const { aftercare } = engine;
  const by: Actor = { kind: 'back-office', system: 'test' };
  const request = {
    source: 'shop',
    reference: `walk ${language}`,
    channel: 'web',
    kind: 'repair',
    locale: language,
    facts,
  };
  const { caseId, view } = await aftercare.openCase(organisation, request, { by });
  if (view.stage === 'remote-help') {
    await aftercare.recordRemoteHelp(organisation, caseId, { outcome: 'not-enough', note: 'Tried a reset.' }, { by });
  }
  await aftercare.classify(organisation, caseId, { grade: 'general' }, { by });
  await aftercare.handOff(organisation, caseId, {}, { by });
  await aftercare.assignTechnician(organisation, caseId, { technicianId: technician }, { by });
  const hours =
    organisation === SWEDEN
      ? { start: `${ON}T09:00+01:00`, end: `${ON}T10:30+01:00` }
      : { start: `${ON}T10:00+08:00`, end: `${ON}T12:00+08:00` };
  await aftercare.proposeAppointment(organisation, caseId, { ...hours, agreed: true }, { by });
  await expect
    .poll(async () => (await aftercare.showCase(organisation, caseId)).view.stage, { timeout: 10_000 })
    .toBe('visit');
  // The list of a day is the journal's, which follows.
  await expect
    .poll(async () =>
      (await aftercare.timeline(organisation, caseId)).some(({ type }) => type === 'AppointmentConfirmed'),
    )
    .toBe(true);
  return caseId;
}

const said = async (page: Page) => (await page.locator('main').textContent()) ?? '';
const factsOf = <T extends CaseEvent['type']>(events: readonly CaseEvent[], type: T) =>
  events.filter((event): event is Extract<CaseEvent, { type: T }> => event.type === type);

describeOnAPhone('the day of a technician, without JavaScript', (phone) => {
  test.each(WALKS)(
    'is gone through in $language: on my way, there, photo, report, signature',
    async (walk) => {
      const { language, organisation, technician, words, texts, facts } = walk;
      const caseId = await agreedVisit(walk);
      const { token } = await engine.aftercare.dayLink(organisation, technician, ON);
      const look = async (page: Page, name: string) => {
        await expectReadable(page);
        await keepPicture(page, `day-${language}-${name}`);
      };

      const page = await phone.open(`${origin}/day/${token}`, language);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      for (const text of [facts['customer-name'], facts.address]) expect(await said(page)).toContain(text);
      await look(page, '1-day');
      await page.getByRole('link', { name: words.open }).click();
      expect(await said(page)).toContain(facts.phone);
      expect(await said(page), 'ids and what is of no use there').not.toMatch(/@customer|storm-lantern|\bsouth\b/);
      await look(page, '2-visit');
      await page.getByRole('button', { name: words.depart }).click();
      expect(await said(page)).toContain(texts.hears);
      await page.getByRole('button', { name: words.arrive }).click();
      await page.locator('input[name=photo]').setInputFiles(PNG);
      await page.locator('form[action$=photos] button').click();
      expect(await page.locator('.photos img').count()).toBe(1);
      await look(page, '3-there');

      await page.getByRole('link', { name: words.report }).click();
      await look(page, '4-report');
      await page.locator('select[name=cause]').selectOption('wear');
      await page.locator('textarea[name=note]').fill('Replaced the seal.');
      await page.locator('input[name=result][value=solved]').check();
      for (const list of await page.locator('details').all())
        if (!(await list.evaluate((one) => (one as { open?: boolean }).open))) await list.locator('summary').click();
      await page.locator(`input[name="${organisation === SWEDEN ? 'parts:wick' : 'parts:lens-head'}"]`).fill('1');
      if (organisation === SWEDEN) {
        for (const tick of await page.locator('input[name=tick]').all()) await tick.check();
        await page.locator('input[name=opinion][value=satisfied]').check();
        await page.locator('input[name=signer]').fill('Åsa Öberg');
      }
      await page.getByRole('button', { name: words.file }).click();
      if (texts.price !== '') {
        expect(await said(page)).toContain(texts.price);
        expect(await page.locator('textarea[name=note]').inputValue()).toBe('Replaced the seal.');
        await look(page, '5-price');
        await page.locator('input[name=accepted]').check();
        await page.getByRole('button', { name: words.file }).click();
      }
      expect(await said(page)).toContain(texts.filed);
      if (texts.signed !== '') {
        await page.getByRole('link', { name: words.sign }).click();
        await look(page, '6-sign');
        await page.locator('input[name=opinion][value=satisfied]').check();
        await page.locator('input[name=signer]').fill(facts['customer-name']);
        await page.getByRole('button', { name: words.sign }).click();
        expect(await said(page)).toContain(texts.signed);
      }
      await look(page, '7-done');

      await engine.check();
      const events = await engine.aftercare.timeline(organisation, caseId);
      const by = { kind: 'staff', personId: technician };
      expect(factsOf(events, 'TechnicianDeparted')).toMatchObject([{ by }]);
      expect(factsOf(events, 'TechnicianArrived')).toMatchObject([{ by }]);
      expect(factsOf(events, 'ReportFiled')).toMatchObject([
        { by, cause: 'wear', parts: [{ quantity: 1 }], result: 'solved' },
      ]);
      expect(factsOf(events, 'ReportSigned')).toMatchObject([{ by, opinion: 'satisfied' }]);
      const personal = await engine.aftercare.personal(organisation, caseId);
      const kept = personal.map(({ entry }) => (entry.kind === 'text' ? entry.content : '')).join('\n');
      expect(kept).toContain('Replaced the seal.');
      expect(kept).toContain(facts['customer-name']);
      expect(await engine.aftercare.attachments(organisation, caseId)).toMatchObject([{ kind: 'photo', by }]);
    },
    120_000,
  );
});

/** A picture that a browser shows. */
function onePixel(): Buffer {
  return Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
}
