import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerWords, WORDS } from '../../../client/pages/customer/words.ts';
import { PAGE_LOCALES, type PageLocale } from '../../../client/pages/locale.ts';
import { OURS, startTestApi, type TestApi } from '../../support/api.ts';
import { describeOnAPhone, expectReadable, keepPicture } from '../../support/browser.ts';
import { CustomerLife, inThreeLanguages, quoted, VISIT } from '../../support/customer-life.ts';
import { CUSTOMER, FACTS, TECHNICIAN } from '../../support/requests.ts';

/** One red dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8Dwn4EBAAj/Av6Z3wAAAABJRU5ErkJggg==',
  'base64',
);

describeOnAPhone('a customer who follows the link of a message', (phone) => {
  let api: TestApi;
  let url: string;
  let folder: string;
  beforeAll(async () => {
    api = await startTestApi({}, inThreeLanguages());
    url = await api.app.listen({ port: 0, host: '127.0.0.1' });
    folder = await mkdtemp(join(tmpdir(), 'aftercare-photos-'));
    await writeFile(join(folder, 'fault.png'), PNG);
    await writeFile(join(folder, 'fault.exe'), 'MZ');
  }, 60_000);
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  const visit = async (locale: PageLocale, token: string): Promise<Page> => {
    const page = await phone.open(`${url}/l/${token}`, 'fr-FR');
    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    return page;
  };
  const heading = (page: Page) => page.locator('h1').textContent();
  const see = async (page: Page, locale: PageLocale, name: string) => {
    await expectReadable(page);
    await keepPicture(page, `${name}.${locale}`);
  };
  const press = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true }).click();
  const commands = () => api.gateway.commands.map(({ type }) => type);

  test.each(PAGE_LOCALES)('confirms the visit, and then moves it to a time that is free (%s)', async (locale) => {
    const w = WORDS[locale];
    const life = await (await CustomerLife.begin(api, locale)).proposed();
    await life.journal();
    const page = await visit(locale, await life.token('appointment', '1'));
    expect(await heading(page)).toBe(w.appointment.title);
    await see(page, locale, 'appointment-proposed');
    expect(life.view().appointment?.status).toBe('proposed');
    await press(page, w.appointment.confirm);
    expect(await page.getByRole('status').textContent()).toBe(w.thanks);
    expect(life.view().appointment?.status).toBe('confirmed');

    await page.getByText(w.appointment.other).click();
    await see(page, locale, 'appointment-confirmed');
    const offered = page.getByRole('radio');
    expect(await offered.count()).toBe(24);
    const chosen = offered.nth(9);
    const startMs = Number(await chosen.getAttribute('value'));
    await chosen.check();
    await press(page, w.appointment.move);
    expect(life.view().appointment).toMatchObject({
      startMs,
      endMs: startMs + (VISIT.end - VISIT.start),
      revision: 2,
      status: 'confirmed',
    });
    await see(page, locale, 'appointment-moved');
    expect(await page.getByRole('radio').count()).toBe(0);
    await page.goto(page.url().split('?')[0]!);
    expect(await page.locator('main').textContent()).toContain(w.appointment.replaced);
  });

  test.each(PAGE_LOCALES)('says what is missing, with a photo (%s)', async (locale) => {
    const w = WORDS[locale];
    const { address: _address, 'purchase-date': _date, 'fault-description': _fault, region: _region, ...some } = FACTS;
    const life = await (await CustomerLife.begin(api, locale, some)).journal();
    const missing = life.view().missingFacts;
    expect(missing).toEqual(expect.arrayContaining(['address', 'region', 'fault-description']));
    const page = await visit(locale, await life.token('facts', '1'));
    await see(page, locale, 'facts');

    await page.locator('input[type=file]').setInputFiles(join(folder, 'fault.exe'));
    await page.locator('[name=address]').fill('2 <b>Harbour</b> Road\u202e{{ 7 | times: 7 }}');
    await press(page, w.send);
    expect(await page.getByRole('alert').textContent()).toContain(w.facts.fileWrong);
    await see(page, locale, 'facts-wrong-file');

    await page.locator('input[type=file]').setInputFiles(join(folder, 'fault.png'));
    await page.locator('[name=region]').selectOption('south');
    await page.locator('[name=fault-description]').fill("no picture\n'; DROP TABLE cases; --");
    if (missing.includes('purchase-date')) await page.locator('[name=purchase-date]').fill('2026-01-05');
    await press(page, w.send);
    expect(life.view().missingFacts).toEqual([]);
    await see(page, locale, 'facts-done');
    expect(await page.getByRole('status').textContent()).toBe(w.facts.done);
    expect(await api.deps.aftercare.attachments(OURS, life.caseId)).toMatchObject([
      { kind: 'photo', by: { kind: 'customer' } },
    ]);
    await life.journal();
    const personal = await api.deps.aftercare.personal(OURS, life.caseId);
    expect(personal.find(({ name }) => name === 'address')?.entry).toEqual({
      kind: 'text',
      content: '2 <b>Harbour</b> Road\u202e{{ 7 | times: 7 }}',
    });
  });

  test.each(PAGE_LOCALES)('sees how the case stands (%s)', async (locale) => {
    const w = WORDS[locale];
    const life = await (await CustomerLife.begin(api, locale)).proposed();
    await life.journal();
    const page = await visit(locale, await life.token('status', '1'));
    await see(page, locale, 'status');
    expect(await page.locator('main').textContent()).toContain(w.status.stages.appointment);
    expect(await page.locator('form, button, main a').count()).toBe(0);
    await life.send('ConfirmAppointment', {}, CUSTOMER);
    await page.reload();
    expect(await page.locator('main').textContent()).toContain(w.status.stages.visit);
    await life.send('RecordDeparture', {}, TECHNICIAN);
    await page.reload();
    expect(await page.locator('main').textContent()).toContain(w.status.departed);
  });

  test.each(PAGE_LOCALES)('accepts one quotation and declines another (%s)', async (locale) => {
    const w = WORDS[locale];
    for (const [button, step, told] of [
      [w.quotation.accept, 'accepted', w.quotation.accepted],
      [w.quotation.decline, 'declined', w.quotation.declined],
    ] as const) {
      const life = await quoted(api, locale);
      const page = await visit(locale, await life.token('quotation', 'quotation-1'));
      await see(page, locale, 'quotation');
      expect(await page.locator('main').textContent()).toMatch(/820/);
      await press(page, button);
      expect(await page.getByRole('status').textContent()).toBe(told);
      expect(life.view().items?.find(({ id }) => id === 'quotation-1')?.step).toBe(step);
      await see(page, locale, `quotation-${step}`);
    }
  });

  test.each(PAGE_LOCALES)('signs the report (%s)', async (locale) => {
    const w = WORDS[locale];
    const life = await (await CustomerLife.begin(api, locale)).reported();
    const page = await visit(locale, await life.token('sign', '1'));
    await see(page, locale, 'sign');
    expect(await page.locator('main').textContent()).toContain('New board fitted.');
    await page.getByLabel(w.sign.opinions['partly-satisfied'], { exact: true }).check();
    await page.getByLabel(w.sign.name).fill('Ada Brook');
    await press(page, w.sign.sign);
    expect(life.view().stage).toBe('callback');
    await life.journal();
    expect(await page.getByRole('status').textContent()).toBe(w.sign.signed);
    const signed = (await api.deps.aftercare.timeline(OURS, life.caseId)).find(({ type }) => type === 'ReportSigned');
    expect(signed).toMatchObject({ by: { kind: 'customer' }, opinion: 'partly-satisfied' });
  });

  test.each(PAGE_LOCALES)('rates the service once (%s)', async (locale) => {
    const w = WORDS[locale];
    const life = await (await CustomerLife.begin(api, locale)).asked();
    const token = await life.token('rate', '1');
    const page = await visit(locale, token);
    await see(page, locale, 'rate');
    await page.getByLabel(`4`, { exact: true }).check();
    await page.getByLabel(w.note).fill('Fint! 很好 👍');
    await press(page, w.send);
    expect(await page.getByRole('status').textContent()).toBe(w.thanks);
    await life.journal();
    const rated = () =>
      api.deps.aftercare.timeline(OURS, life.caseId).then((all) => all.filter(({ type }) => type === 'ServiceRated'));
    expect(await rated()).toMatchObject([{ score: 4, by: { kind: 'customer' } }]);

    const again = await visit(locale, token);
    await see(again, locale, 'rate-over');
    expect(await again.getByRole('radio').count()).toBe(0);
  });

  test.each(PAGE_LOCALES)('says how it is (%s)', async (locale) => {
    const w = WORDS[locale];
    const life = await (await CustomerLife.begin(api, locale)).asked();
    await life.send('RateService', { score: 5 }, CUSTOMER);
    life.until(VISIT.start + 5 * 86_400_000);
    await life.journal();
    expect(life.view().nextStep?.what).toBe('answer-follow-up');
    const asked = (await api.deps.aftercare.timeline(OURS, life.caseId)).findLast(
      ({ type }) => type === 'FollowUpAsked',
    );
    const day = (asked as unknown as { day: number }).day;
    const page = await visit(locale, await life.token('follow-up', `1-${day}`));
    await see(page, locale, 'follow-up');
    await page.getByLabel(w['follow-up'].answers.problem).check();
    await press(page, w.send);
    expect(await page.getByRole('status').textContent()).toBe(w.thanks);
    await life.journal();
    const events = await api.deps.aftercare.timeline(OURS, life.caseId);
    expect(events.find(({ type }) => type === 'FollowUpAnswered')).toMatchObject({ day, answer: 'problem' });
  });

  test.each(PAGE_LOCALES)('wants no more questions (%s)', async (locale) => {
    const w: CustomerWords = WORDS[locale];
    const life = await (await CustomerLife.begin(api, locale)).asked();
    const page = await visit(locale, await life.token('opt-out', 'survey'));
    await see(page, locale, 'opt-out');
    expect(commands()).not.toContain('RecordConsent' as never);
    await press(page, w['opt-out'].stop);
    expect(await page.getByRole('status').textContent()).toBe(w['opt-out'].stopped);
    await see(page, locale, 'opt-out-done');
    api.gateway.commands.length = 0;
  });

  test.each(PAGE_LOCALES)('is told kindly that a link is not good (%s)', async (locale) => {
    const page = await phone.open(`${url}/l/${'x'.repeat(40)}`, locale);
    await see(page, locale, 'gone');
    expect(await heading(page)).toBe(WORDS[locale].gone.title);
  });
});
