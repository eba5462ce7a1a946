import { rolesSent } from '../../assignment/team.ts';
import type { Templates } from '../document.ts';
import type { Finding } from '../fault.ts';
import { partsOf } from '../item-words.ts';
import { isItemOccasion, type NoticeOccasion } from '../pinned-notice.ts';
import type { PolicySource } from '../schema.ts';
import { ALARMS, LINK_VALUES, STAFF_LINK_VALUES, templateName } from '../template-values.ts';
import { type CaseKind, type FactName, MILESTONES, type Milestone, type NoticeTrigger } from '../vocabulary.ts';
import { earliestOpening, isMilestone } from './item-reach.ts';
import { occurs } from './occasions.ts';
import { type Clock, mayBeOf, type Plan, plansOf, starts } from './reach.ts';
import { printedUnguarded } from './template-guards.ts';

/** Where an occasion may come at the earliest; alarms come when their clocks run. */
const EARLIEST: Readonly<Partial<Record<NoticeTrigger, Milestone>>> = {
  'remote-help-solved': 'remote-help-tried',
  'handed-off': 'handed-off',
  'nobody-fits': 'handed-off',
  'technician-assigned': 'technician-assigned',
  'slot-taken': 'appointment-proposed',
  'appointment-proposed': 'appointment-proposed',
  'appointment-confirmed': 'appointment-confirmed',
  'appointment-cancelled': 'appointment-proposed',
  'appointment-reminder': 'appointment-confirmed',
  'technician-departed': 'departed',
  'crew-reinforced': 'technician-assigned',
  'missed-by-customer': 'appointment-confirmed',
  'missed-by-technician': 'appointment-confirmed',
  'signature-asked': 'report-filed',
  'callback-asked': 'callback-asked',
  'callback-asked-again': 'callback-asked',
  'follow-up-asked': 'callback-asked',
  'follow-up-problem': 'callback-asked',
  'receipt-issued': 'facts-complete',
  // Sent back to be assigned again, it has nobody for the moment.
  'case-reopened': 'handed-off',
};

/** A text that prints a value which a case may not have: `Dear ,`. */
export function checkTemplateGaps(source: PolicySource, templates: Templates): Finding[] {
  return Object.entries(templates).flatMap(([locale, named]) =>
    Object.entries(named).flatMap(([name, text]): Finding[] =>
      printedUnguarded(text).flatMap(({ value, line }): Finding[] => {
        const kinds = kindsWithout(source, name, value);
        if (kinds.length === 0) return [];
        const message = `${value} may be empty in a case of ${kinds.join(', ')}; write {{ ${value} | default: "…" }}, or put it into {% if ${value} != blank %}…{% endif %}`;
        return [{ code: 'template-may-be-empty', message, path: [], file: `templates/${locale}/${name}.liquid`, line }];
      }),
    ),
  );
}

/** Kinds that are sent the text and may not have the value by then. */
function kindsWithout(source: PolicySource, name: string, value: string): readonly CaseKind[] {
  const sent = source.notices.filter(({ on, to, by }) =>
    by.some((channel) => templateName(on, to?.kind === 'customer' ? 'customer' : 'staff', channel) === name),
  );
  return plansOf(source)
    .filter((plan) =>
      sent.some(
        ({ on, to, when }) =>
          mayBeOf(when, plan.kind) &&
          occurs(source, plan, on) &&
          mayLack(source, plan, on, value === 'recipient.name' && to?.kind === 'customer' ? 'customer.name' : value),
      ),
    )
    .map(({ kind }) => kind);
}

function mayLack(source: PolicySource, plan: Plan, trigger: NoticeOccasion, value: string): boolean {
  const known = knownFrom(source, plan, value);
  if (known === 'always') return false;
  return known === 'never' || before(earliest(source, plan, trigger), known);
}

/** From where on every case of the plan has a value. */
function knownFrom(source: PolicySource, { kind, stages }: Plan, value: string): Milestone | 'always' | 'never' {
  const needed = (fact: FactName) => (source.kinds[kind]?.needs.includes(fact) ? 'facts-complete' : 'never');
  const sent = rolesSent(source.assignment);
  const assigned = stages.includes('assign') ? 'technician-assigned' : 'never';
  switch (value) {
    case 'customer.name':
      return needed('customer-name');
    case 'case.productModel':
      return needed('product-model');
    case 'lead.name':
      return stages.includes('hand-off') ? 'handed-off' : 'never';
    case 'technician.name':
      return assigned;
    case 'technician.phone':
      return Object.values(source.people).some(
        ({ roles, phone }) => phone === undefined && roles.some((role) => sent.includes(role)),
      )
        ? 'never'
        : assigned;
    default:
      return isLink(value) ? 'never' : 'always';
  }
}

/** Where nobody outside reaches us, no message has any. */
function isLink(value: string): boolean {
  return Object.values<string>({ ...LINK_VALUES, ...STAFF_LINK_VALUES }).includes(value);
}

function earliest(source: PolicySource, plan: Plan, trigger: NoticeOccasion): Milestone {
  if (isItemOccasion(trigger)) return earliestOpening(source, partsOf(trigger)?.name ?? '');
  if (ALARMS.includes(trigger)) {
    const froms = Object.values(source.clocks).flatMap((clock) =>
      starts(source, clock, plan) ? [startOf(source, clock)] : [],
    );
    return froms.reduce<Milestone>((first, from) => (before(from, first) ? from : first), 'closed');
  }
  const usual = EARLIEST[trigger] ?? 'opened';
  // Helped from afar, a case comes to its callback and what follows without anybody having been sent.
  const shortened = plan.stages.includes('remote-help') && before('remote-help-tried', usual);
  const afterCallback = !before(usual, 'callback-asked');
  return shortened && (afterCallback || trigger === 'case-reopened') ? 'remote-help-tried' : usual;
}

function startOf(source: PolicySource, { from }: Clock): Milestone {
  return isMilestone(from) ? from : earliestOpening(source, partsOf(from)?.name ?? '');
}

function before(a: Milestone, b: Milestone): boolean {
  return MILESTONES.indexOf(a) < MILESTONES.indexOf(b);
}
