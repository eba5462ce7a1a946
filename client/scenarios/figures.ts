import { INTAKE_CHANNELS } from '../../domain/case/facts.ts';
import { suggest } from '../../domain/policy/did-you-mean.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { CASE_KINDS, FAULT_CAUSES } from '../../domain/policy/vocabulary.ts';
import type { FigureExpectation } from '../../domain/rehearsal/expect.ts';
import type { Figure } from '../../domain/report/figures.ts';
import type { ReportSection } from '../../domain/report/plan.ts';
import { INDICATORS } from '../../domain/report/sections/indicators.ts';
import { namesOf } from './policy-names.ts';

/** Words that may stand at a place, or any model of the policy. */
type Place = readonly string[] | 'model';
type Form = readonly Place[];

/** What each section may speak of: `limit hand-off`, `recurring no-heat of LK-200`. */
function formsOf(section: ReportSection, policy: PolicyDocument): readonly Form[] {
  const { people, clocks, faults, certificates } = namesOf(policy);
  switch (section) {
    case 'calls':
    case 'enquiries':
      return [[[section]]];
    case 'requests':
      return [[['requests', 'closed', 'open', 'overdue']], [['kind'], CASE_KINDS], [['channel'], INTAKE_CHANNELS]];
    case 'indicators':
      return [[INDICATORS]];
    case 'limits':
      return [[['limit'], clocks]];
    case 'recurring':
      return [[['recurring'], [...faults, ...FAULT_CAUSES], ['of'], 'model']];
    case 'catalogue':
      return [
        [['catalogue'], faults, ['of'], 'model', ['by'], FAULT_CAUSES],
        [['catalogue'], ['of'], 'model', ['by'], FAULT_CAUSES],
      ];
    case 'technicians':
      return [[['technician'], people]];
    case 'certificates':
      return [[['certificate'], certificates, ['of'], people]];
  }
}

/** What is wrong with the name of a figure, or null: a mistyped one would be found in no report. */
export function readAbout(about: string, policy: PolicyDocument, sections: readonly ReportSection[]): string | null {
  const { isModel } = namesOf(policy);
  const words = about.split(' ');
  const fits = (place: Place | undefined, word: string | undefined) =>
    place !== undefined && word !== undefined && (place === 'model' ? isModel(word) : place.includes(word));
  const forms = sections.flatMap((section) => formsOf(section, policy));
  if (forms.some((form) => form.length === words.length && form.every((place, i) => fits(place, words[i]))))
    return null;
  const depth = (form: Form) => words.findIndex((word, i) => !fits(form[i], word));
  const deepest = Math.max(...forms.map((form) => (depth(form) < 0 ? words.length : depth(form))));
  const word = words[deepest];
  if (word === undefined) return `"${about}" is not all of it; say more`;
  const here = forms.filter((form) => form.slice(0, deepest).every((place, i) => fits(place, words[i])));
  const known = here.flatMap((form) => {
    const place = form[deepest] ?? [];
    return place === 'model' ? Object.keys(policy.products) : place;
  });
  return `"${word}" is nothing that the report tells here; ${suggest(word, [...new Set(known)])}`;
}

/** `4.33, of 3, target 4.5, missed`: the bare number is the figure itself, a bare word its verdict. */
export function readSaid(text: string | number): FigureExpectation['said'] {
  if (text === 'none') return 'nothing';
  const parts = String(text)
    .split(',')
    .map((part) => part.trim());
  return Object.fromEntries(
    parts.map((part) => {
      const [, name = '', value = part] = /^(\S+) (.+)$/.exec(part) ?? [];
      const read = readValue(value);
      return [name === '' && typeof read === 'string' ? 'verdict' : name, read];
    }),
  );
}

function readValue(text: string): string | number | null {
  if (text === 'none') return null;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** `satisfaction: 4.33, of 3, before none, target 4.5, missed`, as a scenario says it. */
export function writtenFigure({ about, values }: Figure): string {
  const parts = Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name === 'verdict' ? '' : name} ${value ?? 'none'}`.trim());
  return `${about}: ${parts.join(', ')}`;
}
