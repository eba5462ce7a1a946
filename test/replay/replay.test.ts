import { beforeAll, expect, test } from 'vitest';
import { STORIES } from '../../local/demo/stories/index.ts';
import { bundleWorkflows } from '../../workers/bundle.ts';
import { replay, savedHistories } from '../support/replay.ts';

const histories = savedHistories();
const files = histories.map(({ name }) => name);
const outcomes = new Map<string, string | null>();

beforeAll(async () => {
  for (const { name, error } of await replay(await bundleWorkflows(), histories)) outcomes.set(name, error);
}, 120_000);

test.each(files)('%s, written by earlier code, is understood by today’s', (file) => {
  expect(outcomes.get(file)).toBeNull();
});

test('there is a history of every story of the demo, whole, in short runs and while its case was open', () => {
  for (const { title } of STORIES) {
    const name = title.toLowerCase().replaceAll(' ', '-');
    expect(files.some((file) => file.startsWith(`${name}.json`))).toBe(true);
    expect(files.some((file) => file.startsWith(`${name}-short-run-2`))).toBe(true);
    expect(files.some((file) => file.startsWith(`${name}-open-`))).toBe(true);
  }
});
