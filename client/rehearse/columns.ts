import { columnsIn, expressionOf, isMap } from './expression.ts';
import type { Mapping } from './mapping.ts';

/** The columns of the log that a mapping reads besides ticket, activity and time, each once. */
export function columnsOf({ by, opening, steps, activities }: Mapping): readonly string[] {
  const bodies = [
    by,
    opening.request,
    ...steps.map(({ body }) => body),
    ...Object.values(activities).flatMap((activity) => [activity.by, ...activity.do.map(({ body }) => body)]),
  ];
  return [...new Set(bodies.flatMap(columnsWithin))].sort();
}

function columnsWithin(body: unknown): readonly string[] {
  const expression = expressionOf(body);
  if (expression !== null) return columnsIn(expression);
  return (Array.isArray(body) ? body : isMap(body) ? Object.values(body) : []).flatMap(columnsWithin);
}
