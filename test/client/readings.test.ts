import { expect, test } from 'vitest';
import { createReadings } from '../../client/readings.ts';
import { event } from '../database/fixtures.ts';

test('what is known of a person includes the numbers of couriers, and says of which parcel', async () => {
  const sent = event(7, {
    type: 'ItemAdvanced',
    itemId: 'bench-1',
    name: 'bench',
    step: 'sent',
    values: { referenceId: 'v_parcel' },
    noteId: 'v_note',
  });
  const contents: Record<string, string> = { v_parcel: 'SF1001', v_note: 'left at the gate' };
  const store = {
    caseEvents: async () => [sent],
    readVault: async (_organisation: string, ids: readonly string[]) =>
      Object.fromEntries(ids.map((id) => [id, { kind: 'text', content: contents[id] }])),
  };
  const readings = createReadings({ store } as never);
  expect(await readings.personal('org', 'C-1')).toEqual([
    { name: 'courier of bench-1 (7)', entry: { kind: 'text', content: 'SF1001' } },
    { name: 'note of ItemAdvanced (7)', entry: { kind: 'text', content: 'left at the gate' } },
  ]);
});
