import { when } from './schema-filter.ts';
import { block, id, listOf, occasion, recipient, word } from './schema-values.ts';
import { CHANNELS, NOTICE_TRIGGERS } from './vocabulary.ts';

/** Whom we tell what. */
export const notice = block({
  on: occasion(NOTICE_TRIGGERS, 'occasion'),
  /** Left out for alarms, which go to whom the clock or the ladder names. */
  to: recipient.optional(),
  by: listOf(word(CHANNELS, 'channel')),
  hours: id.default('recipient'),
  emergency: word(['at-once', 'same'], 'choice').default('same'),
  class: word(['normal', 'escalation'], 'class').default('normal'),
  /** What goes with the mail. */
  attach: word(['receipt'], 'thing to attach').optional(),
  when,
});
