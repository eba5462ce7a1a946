import { expect, it } from 'vitest';
import { CoreCase } from '../../support/core-case.ts';
import { loadPolicy } from '../../support/policies.ts';

const shanghai = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const DESK = { kind: 'staff', personId: 'desk-1' } as const;

async function opened(): Promise<CoreCase> {
  const vault = (vaultId: string) => ({ vaultId });
  const facts = {
    'customer-name': vault('v1'),
    phone: vault('v2'),
    address: vault('v3'),
    'fault-description': vault('v4'),
    region: { value: 'south' },
    'product-model': { value: 'LK-200' },
    'purchase-date': { value: '2026-01-05' },
  };
  const about = {
    source: 'desk',
    channel: 'hotline',
    kind: null,
    urgency: 'normal',
    tier: 'standard',
    locale: null,
  } as const;
  const one = new CoreCase(await loadPolicy('device-maker'), shanghai('2026-03-09 09:00'));
  one
    .send('OpenCase', { ...about, facts }, DESK)
    .send('RecordRemoteHelp', { outcome: 'not-enough', noteId: null }, DESK);
  return one.send('ClassifyCase', { kind: null, grade: 'general', urgency: null, damage: 'none' }, DESK);
}

it('is due when its own clock is, not when a warning or a message falls due before', async () => {
  const one = await opened();
  expect(one.view().nextStep).toMatchObject({ what: 'hand-off', byMs: shanghai('2026-03-09 11:00') });
  one.until(shanghai('2026-03-09 11:30'));
  expect(one.view().nextStep).toMatchObject({ what: 'hand-off', byMs: shanghai('2026-03-09 11:00') });
});

it('is the visit itself once a visit is agreed', async () => {
  const one = await opened();
  const visit = { startMs: shanghai('2026-03-11 14:00'), endMs: shanghai('2026-03-11 16:00') };
  one.send('HandOffCase', { leadId: null }, DESK).send('AssignTechnician', { technicianId: null }, DESK);
  one.send('ProposeAppointment', visit, DESK);
  expect(one.view().nextStep).toMatchObject({ what: 'confirm', who: 'customer', byMs: visit.startMs });
  one.send('ConfirmAppointment', { revision: null });
  expect(one.view().nextStep).toMatchObject({ what: 'arrive', personId: 'tech-1', byMs: visit.startMs });
});

it('refuses a command by somebody whom the policy does not know, at any stage', async () => {
  const one = await opened();
  const stranger = { kind: 'staff', personId: 'desk-l' } as const;
  expect(one.try('HandOffCase', { leadId: null }, stranger)).toMatchObject({ code: 'unknown-person', place: '/by' });
  expect(one.view().stage).toBe('hand-off');
});
