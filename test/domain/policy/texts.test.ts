import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parsePhoneNumber } from 'libphonenumber-js/min';
import { Liquid } from 'liquidjs';
import { describe, expect, test } from 'vitest';
import { readPolicyFolder } from '../../../client/policy-files.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { formatFinding } from '../../../domain/policy/fault.ts';
import type { NoticeOccasion } from '../../../domain/policy/pinned.ts';
import { LINK_VALUES, paramsOf, STAFF_LINK_VALUES } from '../../../domain/policy/template-values.ts';
import { NOW_MS } from './lantern-care.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FOLDERS = ['policies', 'test/fixtures/policies'].flatMap((parent) =>
  readdirSync(ROOT + parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${parent}/${name}`)
    .filter((folder) => existsSync(`${ROOT}${folder}/policy.yaml`)),
);

async function load(folder: string): Promise<PolicyDocument> {
  const answer = await readPolicyFolder(ROOT + folder, NOW_MS);
  if ('faults' in answer) throw new Error(answer.faults.map((fault) => formatFinding(fault)).join('\n'));
  return answer.document;
}

/** Renders as the sender does: an unknown name or filter is an error, and a word that is missing too. */
function renderer(document: PolicyDocument, locale: string): Liquid {
  const liquid = new Liquid({ strictVariables: true, strictFilters: true });
  const word = (id: string): string => {
    const text = document.words[locale]?.[id];
    if (text === undefined) throw new Error(`no word for ${id} in ${locale}`);
    return text;
  };
  liquid.registerFilter('word', word);
  liquid.registerFilter('factNames', (ids: string[]) => ids.map(word).join(', '));
  liquid.registerFilter('localTime', () => (locale.startsWith('zh') ? '3月10日星期二 09:30' : 'Tue 10 Mar, 09:30'));
  liquid.registerFilter('localClock', () => '11:30');
  liquid.registerFilter('money', () => '1 200,00 kr');
  return liquid;
}

const SAMPLES: Readonly<Record<string, unknown>> = {
  clockId: '',
  outcome: 'completed',
  purpose: '',
  code: '30006',
  cause: 'supplier-part',
  terms: 'quote',
  payer: 'customer',
  remedy: 'exchange',
};

/** As long as links are: an address of usual length, and a token. */
const LINK = `https://service.example.com/l/device-maker.D-26-000123.a1.9xyz.${'x'.repeat(14)}`;

function scope(
  document: PolicyDocument,
  locale: string,
  occasion: NoticeOccasion,
  productModel: string | null,
  link = '',
) {
  const clockId = document.pinned.clocks[0]?.id;
  const kindOf = (item: string) => document.pinned.items?.[item]?.is ?? null;
  const what = document.pinned.visit?.incidents?.[0];
  const missing = Object.values(document.pinned.kinds)[0]?.requiredFacts.slice(0, 3);
  const complaint = Object.values(document.pinned.items ?? {}).find((item) => item.is === 'complaint');
  const topic = Object.keys(complaint?.topics ?? {})[0];
  const samples: Record<string, unknown> = {
    topic,
    ...SAMPLES,
    missing,
    clockId,
    purpose: document.pinned.notices[0]?.on,
    what,
  };
  return {
    case: { id: 'D-26-000123', kind: document.pinned.defaultKind, productModel, round: 1 },
    customer: { name: '王晓' },
    recipient: { name: '何清' },
    technician: { name: '林越', phone: '+86 139 0000 0005' },
    lead: { name: '何清' },
    organisation: document.organisation[locale],
    links: Object.fromEntries(
      Object.values({ ...LINK_VALUES, ...STAFF_LINK_VALUES }).map((name) => [name.replace('links.', ''), link]),
    ),
    params: Object.fromEntries(paramsOf(occasion, kindOf).map((param) => [param, samples[param] ?? 3])),
  };
}

describe.each(FOLDERS)('%s', (folder) => {
  test('is a policy without faults', async () => {
    await expect(load(folder)).resolves.toBeDefined();
  });

  test('renders every text with and without a product, and leaves no hole', async () => {
    const document = await load(folder);
    for (const [locale, named] of Object.entries(document.templates)) {
      const liquid = renderer(document, locale);
      for (const [name, template] of Object.entries(named)) {
        const occasion = name.split('.').slice(0, -2).join('.') as NoticeOccasion;
        for (const model of ['LK-200', null, '']) {
          const link = model === '' ? LINK : '';
          const text: string = await liquid.parseAndRender(template, scope(document, locale, occasion, model, link));
          expect(text, `${locale}/${name}`).toContain('D-26-000123');
          expect(text, `${locale}/${name}`).not.toMatch(/undefined|null|, *[.)]|\[object|\{\{| ,|, \./);
        }
      }
    }
  });

  test.each([
    ['two parts', '', 2],
    ['four with a link', LINK, 4],
  ])('keeps each SMS to %s', async (_, link, parts) => {
    const document = await load(folder);
    for (const [locale, named] of Object.entries(document.templates)) {
      const liquid = renderer(document, locale);
      for (const [name, template] of Object.entries(named)) {
        if (!name.endsWith('.sms')) continue;
        const occasion = name.split('.').slice(0, -2).join('.') as NoticeOccasion;
        const text: string = await liquid.parseAndRender(template, scope(document, locale, occasion, 'LK-200', link));
        // A part of a longer message holds 67 characters of UCS-2 or 153 of GSM-7.
        const wide = [...text.trim()].some((letter) => letter.charCodeAt(0) > 255);
        expect(text.trim().length, `${locale}/${name}: ${text}`).toBeLessThanOrEqual(parts * (wide ? 67 : 153));
      }
    }
  });

  test('gives its people numbers that exist as numbers', async () => {
    const { people } = await load(folder);
    for (const { phone } of Object.values(people)) {
      if (phone !== null) expect(parsePhoneNumber(phone).isValid(), phone).toBe(true);
    }
  });
});

test('the texts of the device maker say the same things in both languages', async () => {
  const { templates } = await load('policies/device-maker');
  const valuesOf = (text: string) => new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]));
  expect(Object.keys(templates.en!).sort()).toEqual(Object.keys(templates['zh-CN']!).sort());
  for (const [name, text] of Object.entries(templates.en!)) {
    const missing = [...valuesOf(text)].filter((value) => !valuesOf(templates['zh-CN']![name]!).has(value));
    expect(
      missing.filter((value) => value !== 'organisation.hotline'),
      name,
    ).toEqual([]);
  }
});
