import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';

/** Debian's: `apt-get install chromium`. */
const CHROMIUM = '/usr/bin/chromium';
const isThere = existsSync(CHROMIUM) || process.env.CI === 'true';

/** A phone in somebody's hand, as wide as most. */
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true } as const;

export interface Phone {
  /** A page of a browser of its own, with JavaScript off, that asks for this language. */
  open(url: string, language: string): Promise<Page>;
}

/** Tests in a real browser; skipped where there is none, but not where everything must be tried (CI=true). */
export function describeOnAPhone(what: string, tests: (phone: Phone) => void): void {
  if (!isThere) {
    describe.skip(`${what} (skipped: there is no ${CHROMIUM}; apt-get install chromium)`, () => tests(noPhone));
    return;
  }
  describe(what, () => {
    let browser: Browser;
    const opened: BrowserContext[] = [];
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    }, 60_000);
    afterAll(async () => {
      await Promise.all(opened.map((context) => context.close()));
      await browser?.close();
    });
    tests({
      open: async (url, language) => {
        const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false, locale: language });
        opened.push(context);
        const page = await context.newPage();
        await page.goto(url);
        return page;
      },
    });
  });
}

const noPhone: Phone = {
  open: () => Promise.reject(new Error(`there is no ${CHROMIUM}`)),
};

/** Runs in the browser, beside the page. */
const LOOK = `(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isSmall = (one) => one.getBoundingClientRect().height < 40;
  return {
    width: document.documentElement.scrollWidth,
    unnamed: all('input:not([type=hidden]), select, textarea').filter((field) => !field.labels?.length).map((field) => field.name),
    small: all('button, .button, label.choice').filter(isSmall).map((one) => one.innerText),
    text: document.body.innerText,
  };
})()`;

/** Nothing is cut off at the side, every field has a name, what is touched is large enough, and no word is missing. */
export async function expectReadable(page: Page): Promise<void> {
  const found = (await page.evaluate(LOOK)) as {
    readonly width: number;
    readonly unnamed: string[];
    readonly small: string[];
    readonly text: string;
  };
  expect(found.width, 'as wide as the phone').toBeLessThanOrEqual(PHONE.viewport.width);
  expect(found.unnamed, 'fields without a label').toEqual([]);
  expect(found.small, 'too small for a finger').toEqual([]);
  expect(found.text).not.toMatch(/undefined|\[object|\{\{|NaN/);
}

/** Keeps a picture of the page in the folder that AFTERCARE_PICTURES names, for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.AFTERCARE_PICTURES;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
