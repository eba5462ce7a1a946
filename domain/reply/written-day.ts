import { type CivilDate, dayNumber } from '../shared/civil-date.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const SWEDISH: Readonly<Record<string, string>> = { maj: 'may', okt: 'oct' };

const YEAR_FIRST = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/u;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th|:e)?\s+(?:of\s+)?([a-zå]{3,9})\.?,?\s+(\d{4})$/iu;
const MONTH_FIRST = /^([a-zå]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu;

/** The day that a text is, where it can be only one: `2025-6-1`, `2025年6月1日`, `1 June 2025`. `1/6/2025` may be two. */
export function writtenDay(text: string): CivilDate | null {
  const plain = text.normalize('NFKC').trim();
  const [year, month, day] = partsOf(plain) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return dayNumber(date) === null ? null : date;
}

function partsOf(text: string): readonly [year: string, month: string | number, day: string] | null {
  const numbers = YEAR_FIRST.exec(text);
  if (numbers) return [numbers[1]!, numbers[2]!, numbers[3]!];
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return named(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!);
  const monthFirst = MONTH_FIRST.exec(text);
  return monthFirst ? named(monthFirst[3]!, monthFirst[1]!, monthFirst[2]!) : null;
}

function named(year: string, month: string, day: string): readonly [string, number, string] | null {
  const begin = month.slice(0, 3).toLowerCase();
  const index = MONTHS.indexOf(SWEDISH[begin] ?? begin);
  return index < 0 ? null : [year, index + 1, day];
}
