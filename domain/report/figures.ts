import type { ServiceReport } from './report.ts';
import type { Indicator } from './sections/indicators.ts';
import type { Recurrence } from './sections/problems.ts';
import type { Tally } from './sections/volume.ts';

/** What a figure is worth besides its names; the one that stands for itself is `''`, whether a target is kept `verdict`. */
export type FigureValues = Readonly<Record<string, number | string | null>>;

/** One thing that a report tells, by ids: `limit hand-off` with `{ met: 3, missed: 1 }`. */
export interface Figure {
  readonly about: string;
  readonly values: FigureValues;
}

/** All that a report tells, in the order of its sections. */
export function figuresOf(report: ServiceReport): readonly Figure[] {
  const { calls, enquiries, requests } = report;
  return [
    ...(calls ? [tally('calls', calls)] : []),
    ...(enquiries ? [tally('enquiries', enquiries)] : []),
    ...(requests
      ? [
          tally('requests', requests.opened),
          tally('closed', requests.closed),
          tally('open', requests.open),
          tally('overdue', requests.overdue),
          ...requests.byKind.map((one) => tally(`kind ${one.name}`, one)),
          ...requests.byChannel.map((one) => tally(`channel ${one.name}`, one)),
        ]
      : []),
    ...(report.indicators ?? []).map(indicator),
    ...(report.limits ?? []).map(({ clockId, met, missed }) => ({
      about: `limit ${clockId}`,
      values: { met, missed },
    })),
    ...(report.recurring ?? []).map(recurrence),
    ...problems(report),
    ...(report.technicians ?? []).map(({ personId, ...values }) => ({ about: `technician ${personId}`, values })),
    ...(report.certificates ?? []).map(({ personId, certificate, validUntil, daysLeft }) => ({
      about: `certificate ${certificate} of ${personId}`,
      values: { until: validUntil, left: daysLeft },
    })),
  ];
}

function tally(about: string, { count, before }: Tally): Figure {
  return { about, values: { '': count, before } };
}

function indicator({ name, value, of, before, target, verdict }: Indicator): Figure {
  return { about: name, values: { '': value, of, before, target, verdict } };
}

function recurrence({ productModel, problem, counts, warnings }: Recurrence): Figure {
  return { about: `recurring ${problem} of ${productModel}`, values: { ...counts, warned: warnings.join(' ') } };
}

/** What was done about a problem stands by the code of each part and each labour. */
function problems({ catalogue = [] }: ServiceReport): Figure[] {
  return catalogue.flatMap(({ productModel, problems }) =>
    problems.map(({ fault, cause, cases, atOnce, remedies }) => ({
      about: `catalogue ${fault === null ? '' : `${fault} `}of ${productModel} by ${cause}`,
      values: {
        cases,
        'at-once': atOnce,
        ...Object.fromEntries(remedies.map((remedy) => [remedy.code, remedy.cases])),
      },
    })),
  );
}
