import type { ReportRecords } from '../../../domain/report/report.ts';
import { filed, ledger } from './ledgers.ts';

const day = (number: number): string => `2026-03-${String(number).padStart(2, '0')}`;
const CHANNELS = ['hotline', 'hotline', 'hotline', 'web', 'email', 'walk-in'] as const;

/** A March with something in every section of a report; the same each time. */
export function busyMonth(): ReportRecords {
  const repairs = Array.from({ length: 42 }, (_, i) => {
    const [opened, technicianId] = [day(1 + (i % 27)), `tech-${1 + (i % 4)}`];
    const clock = (clockId: string, late: boolean) =>
      late
        ? ([`${opened} 15:00`, 'ClockBreached', { clockId }] as const)
        : ([`${opened} 12:00`, 'ClockStopped', { clockId }] as const);
    const served = [
      [`${opened} 16:00`, 'TechnicianArrived', { technicianId }],
      [`${opened} 17:00`, 'ReportSigned', { opinion: i % 14 === 3 ? 'dissatisfied' : 'satisfied' }],
      [`${opened} 18:00`, 'ServiceRated', { score: i % 14 === 3 ? 2 : 4 + (i % 2) }],
    ] as const;
    return ledger(
      [`${opened} 09:00`, 'CaseOpened', { channel: CHANNELS[i % 6], kind: i % 9 === 8 ? 'installation' : 'repair' }],
      clock('hand-off', i % 20 === 7),
      clock('assign', i % 8 === 7),
      clock('on-site', i % 5 === 4),
      ...served,
      ...(i % 14 === 3 ? ([[`${opened} 18:00`, 'CaseReopened']] as const) : []),
      ...(i % 7 === 6 ? [] : ([[`${opened} 19:00`, 'CaseClosed']] as const)),
    );
  });
  const enquiries = Array.from({ length: 17 }, (_, i) =>
    ledger(
      [`${day(2 + i)} 10:00`, 'CaseOpened', { kind: 'consultation', channel: i % 3 === 0 ? 'web' : 'hotline' }],
      [`${day(2 + i)} 11:00`, 'CaseClosed', { outcome: i === 5 ? 'not-serviceable' : 'answered' }],
    ),
  );
  const complaints = [4, 11, 19].map((date) =>
    ledger([`${day(date)} 10:00`, 'CaseOpened', { kind: 'complaint', channel: 'email' }]),
  );
  const earlier = Array.from({ length: 38 }, (_, i) =>
    ledger(
      [`2026-02-${String(1 + (i % 27)).padStart(2, '0')} 09:00`, 'CaseOpened', { channel: CHANNELS[(i + 2) % 6] }],
      [`2026-02-${String(1 + (i % 27)).padStart(2, '0')} 18:00`, 'ServiceRated', { score: 4 + (i % 3 === 0 ? 1 : 0) }],
      [`2026-02-${String(1 + (i % 27)).padStart(2, '0')} 19:00`, 'CaseClosed'],
    ),
  );
  const reports = [
    ...[3, 9, 17, 24].map((date) => filed(`${day(date)} 17:00`)),
    ...[5, 12].map((date) =>
      filed(`${day(date)} 17:00`, { productModel: 'IV-3000', cause: 'wear', remedies: ['cooling-fan'] }),
    ),
    ...[6, 20, 27].map((date) =>
      filed(`${day(date)} 17:00`, {
        productModel: 'IV-8000',
        remedies: ['power-board', 'repair-complex'],
        result: 'second-visit',
      }),
    ),
    filed(`${day(21)} 17:00`, { productModel: 'LK-500', cause: 'user-damage', remedies: ['display'] }),
    filed(`${day(22)} 17:00`, { productModel: 'LK-500', cause: 'no-fault-found', remedies: [] }),
  ];
  return { ledgers: [...repairs, ...enquiries, ...complaints, ...earlier], filed: reports };
}
