import { expect, test } from 'vitest';
import { createLanes, IN_FLIGHT_A_CASE } from '../../client/lanes.ts';

function meter() {
  const seen = { running: 0, most: 0 };
  const work = async () => {
    seen.running += 1;
    seen.most = Math.max(seen.most, seen.running);
    await new Promise((resolve) => setImmediate(resolve));
    seen.running -= 1;
  };
  return { seen, work };
}

test('never more than eight commands of a case are in flight, and all of them run', async () => {
  const lanes = createLanes();
  const { seen, work } = meter();
  let done = 0;
  await Promise.all(Array.from({ length: 200 }, () => lanes('case', work).then(() => done++)));
  expect(seen.most).toBe(IN_FLIGHT_A_CASE);
  expect(done).toBe(200);
});

test('one case does not hold up another', async () => {
  const lanes = createLanes(1);
  const { seen, work } = meter();
  await Promise.all(['a', 'b', 'c', 'a', 'b', 'c'].map((lane) => lanes(lane, work)));
  expect(seen.most).toBe(3);
});

test('work that fails gives its place to the next, in the order they came', async () => {
  const lanes = createLanes(1);
  const order: number[] = [];
  const results = await Promise.allSettled(
    [1, 2, 3].map((number) =>
      lanes('case', async () => {
        order.push(number);
        if (number !== 3) throw new Error(`${number}`);
        return number;
      }),
    ),
  );
  expect(order).toEqual([1, 2, 3]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});
