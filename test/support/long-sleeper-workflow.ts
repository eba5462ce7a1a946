import { condition, continueAsNew, defineQuery, defineUpdate, setHandler } from '@temporalio/workflow';

const DAY_MS = 86_400_000;

/** What happened, each line with the workflow's time in ms; carried over continue-as-new. */
export type Diary = { what: string; atMs: number }[];

export const note = defineUpdate<number, [string]>('note');
export const diary = defineQuery<Diary>('diary');

/** Sleeps `days` in each of `runs` runs, and writes down what happens when. */
export async function longSleeper(input: { days: number; runs: number; before: Diary }): Promise<Diary> {
  const lines: Diary = [...input.before, { what: 'run started', atMs: Date.now() }];
  setHandler(note, (what) => {
    lines.push({ what, atMs: Date.now() });
    return Date.now();
  });
  setHandler(diary, () => lines);
  await condition(() => false, input.days * DAY_MS);
  lines.push({ what: 'woke up', atMs: Date.now() });
  if (input.runs > 1) await continueAsNew<typeof longSleeper>({ ...input, runs: input.runs - 1, before: lines });
  return lines;
}
