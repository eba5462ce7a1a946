import { CONTACT_CHANNELS, HOLD_REASONS, MANUAL_OUTCOMES } from '../../domain/case/commands.ts';
import { CONSENT_PURPOSES } from '../../domain/policy/consent-words.ts';
import { CHANNELS, GRADES, TIERS, URGENCIES, WAYS } from '../../domain/policy/vocabulary.ts';
import { type CaseCommandSpec, choice, must, note, time } from './case-flags.ts';

/** What a case takes wherever it stands. */
export const ANY_STAGE_COMMANDS: readonly CaseCommandSpec[] = [
  {
    name: 'reclassify',
    type: 'ReclassifyCase',
    summary: 'say what turned out otherwise',
    flags: [
      choice('grade', GRADES, 'how hard it is'),
      choice('urgency', URGENCIES, 'how urgent'),
      choice('tier', TIERS, 'whose it is'),
      choice('way', WAYS, 'how it is served'),
      note,
    ],
    example: '--way on-site',
  },
  {
    name: 'incident',
    type: 'RecordIncident',
    summary: 'put an incident on the record of one of the people',
    flags: [
      must({ flag: '--person <person>', field: 'personId', kind: 'text', about: 'whose record' }),
      must({ flag: '--what <incident>', field: 'what', kind: 'text', about: 'its name in the policy' }),
      note,
    ],
    example: '--person tech-4 --what extra-charge',
  },
  {
    name: 'contact',
    type: 'RecordContact',
    summary: 'record a word with the customer',
    flags: [
      must(choice('channel', CONTACT_CHANNELS, 'how')),
      choice('direction', ['to', 'from'], 'who began: to the customer unless given'),
      choice('outcome', ['reached', 'no-answer'], 'reached unless given'),
      note,
    ],
    example: '--channel phone',
  },
  {
    name: 'consent',
    type: 'RecordConsent',
    summary: 'record what the customer allows us to write',
    flags: [
      must(choice('consent', ['given', 'withdrawn'], 'what was said')),
      choice('channel', CHANNELS, 'one channel, not every one'),
      choice('purpose', CONSENT_PURPOSES, 'one purpose, not all of them and the service'),
      note,
    ],
    example: '--consent withdrawn --purpose greeting',
  },
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
