/** Languages that pages are written in. */
export const PAGE_LOCALES = ['zh-CN', 'en', 'sv'] as const;
export type PageLocale = (typeof PAGE_LOCALES)[number];

/** The first of the wanted languages that pages are written in, whatever its region; English when there is none. */
export function pageLocale(...wanted: readonly (string | null | undefined)[]): PageLocale {
  for (const one of wanted) {
    const language = one?.split('-')[0]?.toLowerCase();
    const found = PAGE_LOCALES.find((locale) => locale.split('-')[0] === language);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** For a page that belongs to nobody we know: what the browser asks for, in its order. */
export function askedLocale(acceptLanguage: string | undefined): PageLocale {
  return pageLocale(...(acceptLanguage ?? '').split(',').map((part) => part.split(';')[0]?.trim()));
}
