import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { TryLater, withoutContents } from '../../activities/failures.ts';
import { JournalConflict } from '../../database/journal.ts';

async function failing(error: unknown): Promise<{ failure: ApplicationFailure; logged: string }> {
  const lines: unknown[] = [];
  const log = (fields: unknown): void => void lines.push(fields);
  const activities = { act: (): Promise<void> => Promise.reject(error) };
  const failure = await withoutContents(activities, { info: log, warn: log, error: log })
    .act()
    .catch((caught: unknown) => caught as ApplicationFailure);
  return { failure: failure as ApplicationFailure, logged: JSON.stringify(lines) };
}

test('a fault of a driver leaves its code and nothing of what it quotes', async () => {
  const words = 'duplicate key: (phone)=(+8613912345678)';
  const error = Object.assign(new Error(words), { code: '23505', detail: words });
  const { failure, logged } = await failing(error);
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type: '23505', message: '23505', nonRetryable: false });
  expect(failure.cause).toBeUndefined();
  expect(JSON.stringify([failure, failure.details]) + logged).not.toContain('8613912345678');
  expect(logged).toContain('failures.test.ts');
});

test.each([new Error('Dear Chen Mo'), 'Dear Chen Mo', { code: 'Dear Chen Mo' }, null])(
  'a fault without a code is named as one (%j)',
  async (error) => {
    const { failure, logged } = await failing(error);
    expect(failure.type).toBe('internal-fault');
    expect(failure.message + logged).not.toContain('Chen');
  },
);

test('a conflict in the journal is loud and keeps being tried, so that nothing is lost', async () => {
  const { failure, logged } = await failing(new JournalConflict('C-1', 4));
  expect(failure).toMatchObject({ type: 'journal-conflict', nonRetryable: false });
  expect(logged).toContain('journal-conflict');
});

test('an attempt that ends for now says when the next one is due', async () => {
  const timed = await failing(new TryLater('outside-hours', 1_234.5));
  expect(timed.failure).toMatchObject({ type: 'outside-hours', nextRetryDelay: 1_235, nonRetryable: false });
  const untimed = await failing(new TryLater('451'));
  expect(untimed.failure).toMatchObject({ type: '451' });
  expect(untimed.failure.nextRetryDelay).toBeUndefined();
  expect(untimed.logged).toBe('[]');
});
