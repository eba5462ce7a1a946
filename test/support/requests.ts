import type { Aftercare } from '../../client/aftercare.ts';
import type { CaseId } from '../../domain/shared/ids.ts';
import { ORGANISATION } from './engine.ts';

export const DESK = { kind: 'staff', personId: 'desk-1' } as const;
export const LEAD = { kind: 'staff', personId: 'lead-south' } as const;
export const TECHNICIAN = { kind: 'staff', personId: 'tech-1' } as const;
export const CUSTOMER = { kind: 'customer' } as const;

export const FACTS = {
  'customer-name': 'Ada Brook',
  phone: '+8613900000201',
  email: 'ada.brook@customer.example.com',
  address: '1 Harbour Road',
  region: 'south',
  'product-model': 'LK-200',
  'purchase-date': '2026-01-05',
  'fault-description': 'no picture',
};

/** An open request of the device maker with nothing missing. */
export function request(reference: string, facts: object = FACTS, over: object = {}) {
  return { source: 'shop', reference, channel: 'web', locale: 'en', facts, ...over };
}

/** A case that waits for a technician to be assigned; its hand-off has been told to the lead by SMS and mail. */
export async function handedOff(aftercare: Aftercare, reference: string): Promise<CaseId> {
  const { caseId } = await aftercare.openCase(ORGANISATION, request(reference), { by: DESK });
  await aftercare.recordRemoteHelp(ORGANISATION, caseId, { outcome: 'not-enough' }, { by: DESK });
  await aftercare.classify(ORGANISATION, caseId, { grade: 'general' }, { by: DESK });
  await aftercare.handOff(ORGANISATION, caseId, {}, { by: DESK });
  return caseId;
}
