import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readPolicyFolder } from '../../../client/policy-files.ts';
import type { PolicyFinding } from '../../../domain/policy/fault.ts';

/** A mistake as people make them in a policy that ships: one change of one file, and what is told of it. */
interface Broken {
  readonly policy: string;
  readonly why: string;
  readonly file?: string;
  readonly from: string;
  readonly to: string;
  /** All that is found besides what is found anyway. */
  readonly shows: readonly Shown[];
}

interface Shown {
  readonly code: string;
  /** Part of the line it points at. */
  readonly at: string;
  /** The whole sentence. */
  readonly says: string;
}

const BROKEN: readonly Broken[] = parse(readFileSync(new URL('broken.yaml', import.meta.url), 'utf8'));
const POLICIES = fileURLToPath(new URL('../../../policies', import.meta.url));
const NOW_MS = Date.parse('2026-03-01T00:00:00Z');

let copies: string;
beforeAll(async () => {
  copies = await mkdtemp(join(tmpdir(), 'broken-policies-'));
  await cp(POLICIES, copies, { recursive: true });
});
afterAll(() => rm(copies, { recursive: true }));

async function foundIn(policy: string): Promise<readonly PolicyFinding[]> {
  const read = await readPolicyFolder(join(copies, policy), NOW_MS);
  return [...('faults' in read ? read.faults : []), ...read.warnings];
}

async function lineAt(policy: string, { file, line }: PolicyFinding): Promise<string> {
  const text = await readFile(join(copies, policy, file), 'utf8');
  return text.split('\n')[(line ?? 0) - 1]?.trim() ?? '';
}

test.each(BROKEN)('$policy: $why', async ({ policy, file = 'policy.yaml', from, to, shows }) => {
  const path = join(copies, policy, file);
  const text = await readFile(path, 'utf8');
  expect(text.split(from), `${from} stands once`).toHaveLength(2);
  const known = new Set((await foundIn(policy)).map(({ message }) => message));
  await writeFile(
    path,
    text.replace(from, () => to),
  );
  try {
    const found = (await foundIn(policy)).filter(({ message }) => !known.has(message));
    const told = await Promise.all(
      found.map(async (one) => ({ code: one.code, at: await lineAt(policy, one), says: one.message })),
    );
    expect(told).toEqual(shows.map(({ code, at, says }) => ({ code, at: expect.stringContaining(at), says })));
  } finally {
    await writeFile(path, text);
  }
});

test('each of twenty mistakes and more is another one', () => {
  expect(BROKEN.length).toBeGreaterThanOrEqual(20);
  expect(new Set(BROKEN.map(({ policy, from, to }) => `${policy} ${from} ${to}`)).size).toBe(BROKEN.length);
});
