import { HOLD_REASONS, MANUAL_OUTCOMES } from '../../domain/case/commands.ts';
import { type CaseCommandSpec, choice, must, note, time } from './case-flags.ts';

/** What a case takes wherever it stands. */
export const ANY_STAGE_COMMANDS: readonly CaseCommandSpec[] = [
  {
    name: 'hold',
    type: 'HoldCase',
    summary: 'stop the clocks that a hold stops',
    flags: [must(choice('reason', HOLD_REASONS, 'why')), time('until', 'resumes by itself then')],
    example: '--reason waiting-for-parts --until "2026-05-04 09:00"',
  },
  { name: 'resume', type: 'ResumeCase', summary: 'end the hold', flags: [], example: '' },
  {
    name: 'acknowledge',
    type: 'AcknowledgeEscalation',
    summary: 'say that you take care of a broken limit',
    flags: [{ flag: '--clock <clock>', field: 'clockId', kind: 'text', about: 'one clock, not every one' }],
    example: '--by lead-south',
  },
  {
    name: 'close',
    type: 'CloseCase',
    summary: 'close the case by hand',
    flags: [must(choice('outcome', MANUAL_OUTCOMES, 'what it came to')), note],
    example: '--outcome withdrawn',
  },
];
