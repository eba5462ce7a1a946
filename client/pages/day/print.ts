import type { Form } from '../form.ts';
import { printPage } from '../press.ts';
import { dayValues } from './day-page.ts';
import type { DayPlace, Place } from './place.ts';
import { reportValues } from './report-page.ts';
import { signValues } from './sign-page.ts';
import type { Speech } from './speech.ts';
import { customerHears, visitValues } from './visit-page.ts';

export function printDay({ day, claim, speech, base }: DayPlace, done: string | undefined): string {
  const frame = frameOf(day.document.organisation, speech, `${speech.words.day} · ${speech.day(claim.on)}`);
  return printPage('day', frame, { ...dayValues(day, claim, speech, base), done: doneText(done, speech) });
}

export function printVisit(place: Place, done: string | undefined, faults: readonly string[] = []): string {
  const { sheet, speech, base } = place;
  const said = doneText(done, speech);
  const hears = done === 'depart' && customerHears(sheet.document) ? ` ${speech.words.customerHears}` : '';
  return printPage('day-visit', frameOfVisit(place), {
    ...visitValues(sheet, speech, base),
    done: said === '' ? '' : said + hears,
    faults,
  });
}

/** `price` is what the customer is to accept before it can be filed; null while nobody asks. */
export function printReport(place: Place, form: Form, faults: readonly string[], price: string | null): string {
  const { sheet, speech, base } = place;
  const values = reportValues(sheet, speech, base, form, price);
  return printPage('day-report', frameOfVisit(place), { ...values, faults });
}

export function printSign(place: Place, form: Form, faults: readonly string[]): string {
  const { sheet, speech, base } = place;
  return printPage('day-sign', frameOfVisit(place), { ...signValues(sheet, speech, base, form), faults });
}

function frameOfVisit({ sheet, speech }: Place) {
  return frameOf(sheet.document.organisation, speech, sheet.facts['customer-name'] ?? sheet.view.caseId);
}

function frameOf(organisation: Readonly<Record<string, { readonly name: string }>>, { locale }: Speech, title: string) {
  const [first] = Object.values(organisation);
  return { locale, title, organisation: (organisation[locale] ?? first)?.name ?? '' };
}

/** What the address says was done, if it is one of ours. */
function doneText(done: string | undefined, { words }: Speech): string {
  return Object.entries(words.done).find(([what]) => what === done)?.[1] ?? '';
}
