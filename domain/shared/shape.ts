/** Whether plain JSON has a form; gives the place (a JSON pointer) of the first value that has not, or null. */
export type Shape = (value: unknown, place: string) => string | null;

/** Longer than any id or civil date; texts are in the vault. */
const TEXT_LONGEST = 1_024;

export const text: Shape = (value, place) => (typeof value === 'string' && value.length <= TEXT_LONGEST ? null : place);

/** Milliseconds, amounts and counts: whole, and exact. */
export const whole: Shape = (value, place) => (Number.isSafeInteger(value) ? null : place);

export const yesOrNo: Shape = (value, place) => (typeof value === 'boolean' ? null : place);

export const oneOf =
  (known: readonly unknown[]): Shape =>
  (value, place) =>
    known.includes(value) ? null : place;

export const orNull =
  (shape: Shape): Shape =>
  (value, place) =>
    value === null ? null : shape(value, place);

export const maybe =
  (shape: Shape): Shape =>
  (value, place) =>
    value === undefined ? null : shape(value, place);

export const listOf =
  (shape: Shape, most = 200): Shape =>
  (value, place) => {
    if (!Array.isArray(value) || value.length > most) return place;
    return firstFault(value.map((item, index) => [shape, item, `${place}/${index}`]));
  };

/** What is not named may be there: the sender may be newer. */
export const fields =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value, place) => {
    if (!isRecord(value)) return place;
    return firstFault(Object.entries(shapes).map(([name, shape]) => [shape, value[name], `${place}/${name}`]));
  };

export const recordOf =
  (names: readonly string[], shape: Shape): Shape =>
  (value, place) => {
    if (!isRecord(value)) return place;
    const entries = Object.entries(value);
    const stranger = entries.find(([name]) => !names.includes(name));
    if (stranger !== undefined) return `${place}/${stranger[0].slice(0, 60)}`;
    return firstFault(entries.map(([name, item]) => [shape, item, `${place}/${name}`]));
  };

/** The first of several forms that fits. */
export const either =
  (...shapes: readonly Shape[]): Shape =>
  (value, place) =>
    shapes.some((shape) => shape(value, place) === null) ? null : place;

function firstFault(checks: readonly (readonly [Shape, unknown, string])[]): string | null {
  for (const [shape, value, place] of checks) {
    const fault = shape(value, place);
    if (fault !== null) return fault;
  }
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
