import { suggest } from '../../domain/policy/did-you-mean.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { FaultPath } from '../../domain/policy/fault.ts';
import type { FormerCase } from '../../domain/rehearsal/former-case.ts';
import { MINUTE_MS } from '../../domain/shared/time.ts';
import { readMoment } from './moment.ts';
import type { Page } from './page.ts';
import { namesOf } from './policy-names.ts';
import type { SourceCase } from './shape.ts';

/** The cases that others lived, as far as they can be read. `times` makes as many of one, a minute apart. */
export function readFormerCases(page: Page, sources: readonly SourceCase[], policy: PolicyDocument): FormerCase[] {
  let fromMs: number | null = null;
  return sources.flatMap((source, index): FormerCase[] => {
    const path = ['given', 'cases', index];
    checkNames(page, path, source, policy);
    const openedAtMs = readTime(page, [...path, 'opened'], source.opened, fromMs, policy);
    if (openedAtMs === null) return [];
    fromMs = openedAtMs;
    const { closed, kind = policy.pinned.defaultKind, cause, used, result, times } = source;
    const closedAtMs = closed === undefined ? null : readTime(page, [...path, 'closed'], closed, openedAtMs, policy);
    const one = {
      ...{ kind, channel: source.channel, outcome: source.outcome, met: source.met, missed: source.missed },
      ...{ productModel: source.product ?? null, fault: source.fault ?? null, technicianId: source.technician ?? null },
      report: cause === undefined ? null : { cause, remedies: used, result },
      ...{ opinion: source.opinion ?? null, score: source.score ?? null },
    };
    return Array.from({ length: times }, (_, ordinal) => {
      const later = (atMs: number) => atMs + ordinal * MINUTE_MS;
      return { ...one, openedAtMs: later(openedAtMs), closedAtMs: closedAtMs === null ? null : later(closedAtMs) };
    });
  });
}

function readTime(
  page: Page,
  path: FaultPath,
  text: string,
  fromMs: number | null,
  { zone }: PolicyDocument,
): number | null {
  const moment = readMoment(text, { zone, fromMs, side: 'after' });
  if ('atMs' in moment) return moment.atMs;
  page.fault(path, 'bad-time', moment.wrong);
  return null;
}

function checkNames(page: Page, path: FaultPath, source: SourceCase, policy: PolicyDocument): void {
  const { people, clocks, faults, codes, kinds, isModel } = namesOf(policy);
  const check = (key: keyof SourceCase, code: string, name: string | undefined, known: readonly string[]) => {
    if (name === undefined || known.includes(name)) return;
    page.fault([...path, key], code, `the policy has no ${name}; ${suggest(name, known)}`);
  };
  check('technician', 'unknown-person', source.technician, people);
  check('kind', 'bad-value', source.kind, kinds);
  check('fault', 'bad-value', source.fault, faults);
  for (const name of source.used) check('used', 'bad-value', name, codes);
  for (const name of source.met) check('met', 'unknown-clock', name, clocks);
  for (const name of source.missed) check('missed', 'unknown-clock', name, clocks);
  if (source.product !== undefined && !isModel(source.product)) {
    check('product', 'bad-value', source.product, Object.keys(policy.products));
  }
}
