import { suggest } from '../did-you-mean.ts';
import type { Templates } from '../document.ts';
import type { Finding } from '../fault.ts';
import type { NoticeOccasion } from '../pinned.ts';
import type { PolicySource } from '../schema.ts';
import { CASE_VALUES, LINK_VALUES, paramsOf, STAFF_LINK_VALUES, templateName } from '../template-values.ts';

/** `{{ name | filter }}` and `{% if name %}`: the first name after the opening. */
const VALUE = /\{\{-?\s*([A-Za-z_][\w.]*)|\{%-?\s*(?:if|elsif|unless|case)\s+([A-Za-z_][\w.]*)/g;
/** These bring names of their own, which this check does not follow. */
const OWN_NAMES = /\{%-?\s*(?:assign|capture|for|increment|decrement)\b/;

/** Every notice has its text in every language, every text its notice; texts use only what they are given. */
export function checkTemplates(source: PolicySource, templates: Templates): Finding[] {
  return [...missing(source, templates), ...texts(source, templates)];
}

function missing(source: PolicySource, templates: Templates): Finding[] {
  return source.notices.flatMap(({ on, to, by }, i) =>
    source.locales.flatMap((locale) =>
      by.flatMap((channel): Finding[] => {
        const name = templateName(on, to?.kind === 'customer' ? 'customer' : 'staff', channel);
        if (templates[locale]?.[name] !== undefined) return [];
        const message = `there is no text for this notice; write templates/${locale}/${name}.liquid`;
        return [{ code: 'template-missing', message, path: ['notices', i] }];
      }),
    ),
  );
}

function texts(source: PolicySource, templates: Templates): Finding[] {
  const owed = source.notices.flatMap(({ on, to, by }) =>
    by.map((channel) => ({
      trigger: on,
      ofCustomer: to?.kind === 'customer',
      name: templateName(on, to?.kind === 'customer' ? 'customer' : 'staff', channel),
    })),
  );
  return Object.entries(templates).flatMap(([locale, named]) =>
    Object.entries(named).flatMap(([name, text]): Finding[] => {
      const file = `templates/${locale}/${name}.liquid`;
      const notice = owed.find((one) => one.name === name);
      if (!source.locales.includes(locale)) {
        const message = `${locale} is not among the languages of the policy; ${suggest(locale, source.locales)}`;
        return [{ code: 'unknown-locale', message, path: [], file, line: 1 }];
      }
      if (!notice) {
        const message = `no notice sends this text; remove it, or name it after one: ${suggest(name, [...new Set(owed.map((one) => one.name))])}`;
        return [{ code: 'template-unused', message, path: [], file, line: 1 }];
      }
      return [...incomplete(name, text, file), ...unknownValues(source, notice, text, file)];
    }),
  );
}

function incomplete(name: string, text: string, file: string): Finding[] {
  const fault = (message: string): Finding[] => [{ code: 'template-incomplete', message, path: [], file, line: 1 }];
  if (name.endsWith('.email') && !/^Subject: \S.*\r?\n\r?\n\S/.test(text)) {
    return fault('a mail begins with a line "Subject: …", then an empty line, then the text');
  }
  if (name.endsWith('.sms') && !text.includes('case.id')) {
    return fault('an SMS must hold {{ case.id }}, by which it is found again at the provider and by the reader');
  }
  return [];
}

function unknownValues(
  source: PolicySource,
  { trigger, ofCustomer }: { readonly trigger: NoticeOccasion; readonly ofCustomer: boolean },
  text: string,
  file: string,
): Finding[] {
  if (OWN_NAMES.test(text)) return [];
  const known: readonly string[] = [
    ...CASE_VALUES,
    ...paramsOf(trigger, (name) => source.items?.[name]?.is ?? (isOfCare(source, name) ? 'care' : null)).map(
      (param) => `params.${param}`,
    ),
    ...Object.values<string>(ofCustomer ? LINK_VALUES : STAFF_LINK_VALUES),
  ];
  return [...text.matchAll(VALUE)].flatMap((match): Finding[] => {
    const value = match[1] ?? match[2] ?? '';
    if (known.includes(value)) return [];
    const line = text.slice(0, match.index).split('\n').length;
    const message = `${value} is not known in a text for ${trigger}; ${suggest(value, known)}`;
    return [{ code: 'template-unknown-value', message, path: [], file, line }];
  });
}

function isOfCare({ care }: PolicySource, name: string): boolean {
  return care?.occasions.some((occasion) => occasion.name === name) ?? false;
}
