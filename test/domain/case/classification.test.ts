import { describe, expect, test } from 'vitest';
import type { CommandBodies } from '../../../domain/case/commands.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { DESK, DEVICE_MAKER, FACTS, repairAt } from '../../support/repair.ts';

const PLAIN: CommandBodies['ClassifyCase'] = { kind: null, grade: 'simple', urgency: null, damage: 'none' };

describe('classification', () => {
  test('keeps the kind and the urgency of the request where it names none', () => {
    const repair = repairAt('classify', { open: { urgency: 'emergency' } }).send('ClassifyCase', PLAIN, DESK);
    expect(repair.view()).toMatchObject({ kind: 'repair', urgency: 'emergency', grade: 'simple', stage: 'hand-off' });
  });

  test('moves the case to the plan of its new kind', () => {
    const enquiry = repairAt('classify').send('ClassifyCase', { ...PLAIN, kind: 'consultation' }, DESK);
    expect(enquiry.view()).toMatchObject({ kind: 'consultation', stage: 'callback' });
  });

  test('refuses a kind the policy does not serve', () => {
    expectRefused(repairAt('classify').try('ClassifyCase', { ...PLAIN, kind: 'exchange' }), 'unknown-kind', '/kind');
  });

  test('refuses a kind whose facts are missing, and names them', () => {
    const facts = {
      'customer-name': FACTS['customer-name']!,
      phone: FACTS.phone!,
      'fault-description': { vaultId: 'v' },
    };
    const complaint = repairAt('classify', { open: { kind: 'complaint' }, facts });
    const refusal = complaint.try('ClassifyCase', { ...PLAIN, kind: 'installation' });
    expectRefused(refusal, 'facts-missing', '/kind');
    expect(refusal?.params).toEqual({ kind: 'installation', missing: 'address, region, product-model' });
  });

  test('finds a product bought within its period in warranty', () => {
    const repair = repairAt('hand-off');
    expect(repair.view().warranty).toEqual({ standing: 'in-warranty', untilDate: '2026-11-20' });
  });

  test('closes the case where the policy refuses such a damage, and tells the customer how it ended', () => {
    const { warranty } = DEVICE_MAKER.pinned;
    const policy = withRules(DEVICE_MAKER, { warranty: { ...warranty, exclusions: { transport: 'refuse' } } });
    const repair = repairAt('classify', { policy }).send('ClassifyCase', { ...PLAIN, damage: 'transport' }, DESK);
    expect(repair.view()).toMatchObject({ stage: 'closed', outcome: 'not-serviceable', nextStep: null });
    expect(repair.sent()).toContain('case-closed/round-1/customer/sms');
  });

  test('an enquiry that names no product is not refused for a lapsed warranty', () => {
    const { warranty } = DEVICE_MAKER.pinned;
    const policy = withRules(DEVICE_MAKER, { warranty: { ...warranty, expired: 'refuse' } });
    const { 'product-model': _model, ...facts } = FACTS;
    const enquiry = repairAt('classify', { policy, facts, open: { kind: 'consultation' } });
    enquiry.send('ClassifyCase', PLAIN, DESK);
    expect(enquiry.view()).toMatchObject({
      stage: 'callback',
      warranty: { standing: 'unknown', missing: 'product-model' },
    });
  });
});

describe('remote help', () => {
  test('that solves it goes on to the callback, without a visit', () => {
    const repair = repairAt('remote-help').send('RecordRemoteHelp', { outcome: 'solved', noteId: 'v_note' }, DESK);
    expect(repair.view().stage).toBe('callback');
    expect(repair.sent()).toContain('remote-help-solved/round-1/customer/sms');
  });

  test('that solves it ends the case where the plan has no callback', () => {
    const kinds = { repair: { stages: ['intake', 'remote-help', 'classify'], requiredFacts: [] } } as const;
    const policy = withRules(DEVICE_MAKER, { kinds });
    const repair = repairAt('remote-help', { policy }).send('RecordRemoteHelp', { outcome: 'solved', noteId: null });
    expect(repair.view()).toMatchObject({ stage: 'closed', outcome: 'solved-remotely' });
  });
});
