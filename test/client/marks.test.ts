import { describe, expect, test } from 'vitest';
import { toCommand } from '../../client/command.ts';
import { markerOf } from '../../client/marks.ts';
import { parseRequest } from '../../client/requests/parse.ts';
import { createSeal } from '../../client/seal.ts';

const ENVELOPE = { id: 'c', fingerprint: 'f', by: { kind: 'customer' }, effectiveAtMs: null } as const;
const marks = { danger: ['漏电', 'smok*'], refund: ['退款'] };

function commandOf(facts: object, policy: { readonly marks?: typeof marks } = { marks }) {
  const parsed = parseRequest('ProvideFacts', { facts });
  if ('refusals' in parsed) throw new Error(JSON.stringify(parsed.refusals));
  const { request } = parsed;
  if (request.type !== 'ProvideFacts') throw new Error(request.type);
  return toCommand(request, ENVELOPE, createSeal('00', 'C-1', 'c', 'f'), markerOf(policy)(request.facts));
}

describe('what a customer wrote', () => {
  test('marks the command, and the text itself stays behind', () => {
    const command = commandOf({ 'fault-description': '机器漏电', wish: '我要退款' });
    expect(command).toMatchObject({ marks: ['danger', 'refund'] });
    expect(JSON.stringify(command)).not.toMatch(/漏电|退款/);
  });

  test('is read in free texts only', () => {
    expect(commandOf({ address: 'Smoke Lane 7' })).not.toHaveProperty('marks');
  });

  test('leaves no trace where nothing is found, or nothing looked for', () => {
    expect(commandOf({ wish: 'hurry' })).not.toHaveProperty('marks');
    expect(commandOf({ wish: 'smoke' }, {})).not.toHaveProperty('marks');
  });
});
