import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Aftercare } from '../../../client/aftercare.ts';
import { RefusedError } from '../../../client/errors.ts';
import type { ImportName, ImportReport } from '../../../client/registers/import-report.ts';
import { createImports } from '../../../client/registers/imports.ts';
import { refusalSentence } from '../../../domain/case/refusals.ts';
import { NOW_MS, startTestApi, type TestApi } from '../../support/api.ts';

const OURS = 'northwind';

let api: TestApi;
let aftercare: Aftercare;
beforeAll(async () => {
  api = await startTestApi();
  aftercare = api.deps.aftercare;
});
beforeEach(async () => {
  await api.database.pool.query('truncate customers, units');
  await api.database.pool.query('update organisations set active_policy_version = $1', [api.document.version]);
});
afterAll(() => api.stop());

async function* chunks(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text);
}
const take = (what: ImportName, text: string, dryRun = false): Promise<ImportReport> =>
  aftercare.importRows(OURS, what, chunks(text), { dryRun });
const told = ({ rows }: ImportReport) =>
  rows.map(({ line, id, outcome, errors = [] }) =>
    [line, id, outcome, ...errors.map((one) => `${one.place} ${refusalSentence(one)}`)].join(' '),
  );
const version = async () => (await aftercare.policy(OURS)).version;
const sentence = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (error: unknown) => (error instanceof RefusedError ? error.refusals.map(refusalSentence).join(' ') : String(error)),
  );

describe('a file of customers', () => {
  const FILE = [
    'id;customer-name;phone;region;tier',
    'K-1;王莉;+86 139 1234 5678;south;key',
    'K-2;"Field; Nora";12;south;',
    'K-3;Tom;;moon;gold',
    'K-1;Again;;;',
    'Li Na;Li Na;;;',
    'K-4;Anna;;north;',
    'K-5;a;b;c;d;e',
  ].join('\r\n');

  test('is told row by row, and a refused row keeps no other back', async () => {
    const report = await take('customers', `\uFEFF${FILE}\r\n\r\n`);
    expect(report).toMatchObject({ applied: true, counts: { created: 2, changed: 0, unchanged: 0, refused: 5 } });
    expect(told(report)).toEqual([
      '2 K-1 created',
      expect.stringMatching(/^3 K-2 refused \/phone This is not a phone number/),
      expect.stringMatching(/^4 K-3 refused \/tier Write one of standard/),
      '5 K-1 refused  Line 2 says what this is already; keep one of them.',
      expect.stringMatching(/^6 {2}refused \/id Write up to 64 letters/),
      '7 K-4 created',
      expect.stringMatching(/^8 {2}refused {2}The row has more cells/),
    ]);
    expect((await aftercare.showEntry(OURS, 'customers', 'K-1')).body).toEqual({
      tier: 'key',
      locale: null,
      facts: { 'customer-name': '王莉', phone: '+8613912345678', region: 'south' },
    });
  });

  test('says nothing new the second time, and a dry run changes nothing', async () => {
    const dry = await take('customers', FILE, true);
    expect(dry).toMatchObject({ applied: false, counts: { created: 2, refused: 5 } });
    expect((await aftercare.listEntries(OURS, 'customers', {}, { limit: 9 })).entries).toEqual([]);
    await take('customers', FILE);
    expect((await take('customers', FILE)).counts).toEqual({ created: 0, changed: 0, unchanged: 2, refused: 5 });
  });

  test('changes the columns it has: an empty cell clears, a missing column leaves', async () => {
    await take('customers', 'id,customer-name,phone,region\nK-1,Nora,+46701234567,south');
    expect((await take('customers', 'id,phone,tier\nK-1,,new')).counts).toMatchObject({ changed: 1 });
    expect((await aftercare.showEntry(OURS, 'customers', 'K-1')).body).toEqual({
      tier: 'new',
      locale: null,
      facts: { 'customer-name': 'Nora', region: 'south' },
    });
  });

  test('whose columns have slipped is told without quoting anybody', async () => {
    const report = await take('customers', 'id,region,birthday,tier\nK-1,Nora Field,+46701234567,Nora');
    const names = await take('customers', 'id,region\nK-1,Nora Field');
    expect(report.counts.refused + names.counts.refused).toBe(2);
    expect(JSON.stringify([report, names])).not.toMatch(/Nora|Field|4670/);
    expect(told(names)).toEqual(['2 K-1 refused /region The policy has no region …. It has: south, north.']);
  });

  test('of thousands of columns is refused in one sentence', async () => {
    const answer = await sentence(take('customers', `id,phone${',x'.repeat(40_000)}\n`));
    expect(answer).toMatch(/^The first line has 40002 columns\. Columns: id, tier/);
  });

  test('does not bring back whoever was erased', async () => {
    await take('customers', 'id\nK-1');
    await aftercare.eraseEntry(OURS, 'customers', 'K-1');
    expect(told(await take('customers', 'id\nK-1'))).toEqual([
      expect.stringMatching(/^2 K-1 refused {2}K-1 was erased/),
    ]);
  });

  test.each([
    ['', /^The file is empty/],
    ['id,fone\nK-1,1', /no column fone\. Did you mean phone\?/],
    ['phone\n1', /column id is missing/],
    ['id,id\n1,2', /column id is there twice/],
    ['id,customer-name\nK-1,"Nora', /^This is no CSV from line \d+ on/],
  ])('that is %j is refused as a whole', async (text, expected) => {
    expect(await sentence(take('customers', text))).toMatch(expected);
  });

  test('of thousands of rows comes in pieces cut anywhere', async () => {
    const rows = Array.from({ length: 1_201 }, (_, i) => `K-${i},王莉${i}`);
    const bytes = Buffer.from(['id,customer-name', ...rows].join('\n'));
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += 1_001) yield bytes.subarray(at, at + 1_001);
    }
    const report = await aftercare.importRows(OURS, 'customers', pieces());
    expect(report.counts.created).toBe(1_201);
    expect((await aftercare.showEntry(OURS, 'customers', 'K-1200')).body?.facts['customer-name']).toBe('王莉1200');
  });
});

describe('a file of units', () => {
  test('names customers who are there, and each serial number once', async () => {
    await take('customers', 'id\nK-1');
    const file = [
      'id,customer,serial-number,product-model,purchase-date',
      'U-1,K-1,SN 1,LK-200,2025-11-03',
      'U-2,K-9,SN-2,LK-200,2025-02-30',
      'U-3,K-9,SN-2,LK-200,',
      'U-4,,sn1,LK-200,',
    ].join('\n');
    expect(told(await take('units', file))).toEqual([
      '2 U-1 created',
      '3 U-2 refused /purchase-date … is not a day that exists (write YYYY-MM-DD).',
      '4 U-3 refused /customer There is no customer … in this organisation.',
      '5 U-4 refused /serial-number The unit U-1 has this serial number. A unit is entered once.',
    ]);
  });
});

describe('a file of technicians', () => {
  const HEAD = 'id,name,phone,locale,roles,hours,regions,skills,certificates,maxOpenCases,absent';
  const NEW =
    'tech-9,Ada,+8613900000099,en,technician,visits,south north,optics;thermal,electrical-safety=2028-01-31,3,';

  test('makes one version, under which new cases are opened and running ones are not', async () => {
    const before = await version();
    const file = [
      HEAD,
      NEW,
      'tech-1,林越,+8613900000005,zh-CN,technician,visits,south,optics;thermal;power,electrical-safety=2028-06-30,6,2026-05-01..2026-05-03',
    ];
    const report = await take('technicians', file.join('\n'));
    expect(told(report)).toEqual(['2 tech-9 created', '3 tech-1 changed']);
    expect(report).toMatchObject({ applied: true, policyVersion: await version() });
    expect(await version()).not.toBe(before);
    const { pinned, people } = await aftercare.policy(OURS);
    expect(people['tech-9']).toMatchObject({ name: 'Ada', phone: '+8613900000099', email: null });
    expect(pinned.people.find(({ id }) => id === 'tech-1')).toMatchObject({
      absent: [{ from: '2026-05-01', to: '2026-05-03' }],
      maxOpenCases: 6,
    });
    expect(people['tech-1']?.email).toBe('lin.yue@qingli.example.com');
    expect((await take('technicians', file.join('\n'))).counts).toMatchObject({ unchanged: 2 });
    expect((await aftercare.policy(OURS, before)).pinned.people.map(({ id }) => id)).not.toContain('tech-9');
  });

  test('is taken whole or not at all, every fault told at its row', async () => {
    const before = await version();
    const rows = [
      NEW,
      'tech-8,Bo,12,en,technician,nights,south,optics,soon,3,',
      'tech-7,Cy,,en,technicain,visits,south,optics,,3,',
      'tech 6,Di,+8613900000098,en,technician,visits,south,optics,,3,',
    ];
    const report = await take('technicians', [HEAD, ...rows].join('\n'));
    expect(told(report)).toEqual([
      '2 tech-9 created',
      '3 tech-8 refused /certificates Write electrical-safety=2028-06-30, several with a semicolon between them.',
      '4 tech-7 created',
      expect.stringMatching(/^5 tech 6 refused .*letters, digits/),
    ]);
    const [head, ...fewer] = [HEAD, ...rows.slice(0, 1), rows[1]!.replace('soon', ''), rows[2]];
    const again = await take('technicians', [head, ...fewer].join('\n'));
    expect(told(again).slice(1)).toEqual([
      expect.stringMatching(/^3 tech-8 refused \/phone write the number/),
      '4 tech-7 created',
    ]);
    expect([report.applied, again.applied, await version()]).toEqual([false, false, before]);
  });

  test('that leaves nobody for some sort of case is found out', async () => {
    const file = 'id,skills\ntech-1,optics\ntech-2,optics\ntech-3,optics\ntech-4,optics';
    const report = await take('technicians', file);
    expect(report).toMatchObject({ applied: false });
    expect(report.findings?.join()).toMatch(/nobody-to-assign at products.LK-500/);
  });

  test('is told by the policy what it does not know, without the cell', async () => {
    const report = await take('technicians', 'id,hours,roles\ntech-1,nights,technicain');
    expect(told(report)).toEqual([
      expect.stringMatching(/refused .*no calendar is called ….*\/roles.*no role is called …/),
    ]);
  });

  test('keeps good rows back for one that can’t be read', async () => {
    const before = await version();
    const report = await take('technicians', 'id,maxOpenCases\ntech-1,5\ntech-2,many');
    expect([report.counts, report.applied]).toEqual([{ created: 0, changed: 1, unchanged: 0, refused: 1 }, false]);
    expect([report.policyVersion, await version()]).toEqual([before, before]);
  });

  test('that is overtaken by another version is to be sent again', async () => {
    // Read before somebody else's version became the active one.
    const organisations = { ...api.deps.organisations, activePolicy: async () => api.document };
    const late = createImports({ store: api.deps.store, organisations }, { nowMs: () => NOW_MS, offsetMs: 0 });
    await take('technicians', 'id,maxOpenCases\ntech-1,5');
    const theirs = await version();
    const file = chunks('id,maxOpenCases\ntech-1,4');
    expect(await sentence(late.importRows(OURS, 'technicians', file))).toMatch(/was changed meanwhile/);
    expect(await version()).toBe(theirs);
  });

  test('needs a policy that knows what it was made from', async () => {
    const { source: _, ...old } = api.document;
    await aftercare.applyPolicy(OURS, { ...old, version: 'aaaaaaaaaaaa' }, null);
    expect(await sentence(take('technicians', 'id,maxOpenCases\ntech-1,1'))).toMatch(/Apply its folder again first/);
    await aftercare.applyPolicy(OURS, { ...api.document, version: 'aaaaaaaaaaaa' }, null);
    expect(await take('technicians', 'id,maxOpenCases\ntech-1,1')).toMatchObject({ applied: true });
  });
});

describe('a price list', () => {
  test('makes one version with prices in minor units', async () => {
    const file =
      'list,code,price,cost,unit\nparts,lens-head,275.5,,\nlabour,calibration,90,,hour\nfees,new-housing,130,,\ntravel,,125.00,,';
    const report = await take('prices', file);
    expect(told(report)).toEqual([
      '2 parts/lens-head changed',
      '3 labour/calibration created',
      '4 fees/new-housing changed',
      '5 travel changed',
    ]);
    const { pinned } = await aftercare.policy(OURS);
    expect(pinned.prices).toMatchObject({
      parts: { 'lens-head': 27_550, battery: 9_800 },
      labour: { calibration: 9_000 },
      fees: { 'new-housing': 13_000 },
      travelMinor: 12_500,
    });
  });

  test('is refused for what can’t be paid, sold or read', async () => {
    const file =
      'list,code,price,market\nparts,lens-head,1.234,\nparts,battery,9,yes\nspares,x,1,\nlabour,,1,\ntravel,x,1,\nparts,display,cheap,';
    expect(told(await take('prices', file))).toEqual([
      expect.stringMatching(/^2 parts\/lens-head (refused|changed)/),
      '3 parts/battery refused  write a price, or market: true for one that is the market’s of the day.',
      '4 x refused /list Write one of parts, labour, fees, travel.',
      '5  refused /code Write the code of what has the price.',
      '6  refused /code Leave the code of travel empty.',
      expect.stringMatching(/^7 parts\/display refused \/price "…" is no amount/),
    ]);
    const fine = await take('prices', 'list,code,price\nparts,lens-head,1.234');
    expect(told(fine)).toEqual([expect.stringMatching(/^2 parts\/lens-head refused {2}.*finer than CNY/)]);
  });
});
