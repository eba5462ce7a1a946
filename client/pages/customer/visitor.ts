import type { HttpDeps } from '../../http/deps.ts';
import type { LinkedCase } from '../../links.ts';
import { wordsOn } from '../fact-labels.ts';
import { pageLocale } from '../locale.ts';
import type { Visitor } from './page.ts';
import { speechOf } from './speech.ts';
import { WORDS } from './words.ts';

/** A customer as their pages see them: in the language of the case, or in the policy's own where pages have it not. */
export function visitorOf(deps: HttpDeps, linked: LinkedCase): Visitor {
  const { document, view } = linked;
  const locale = pageLocale(view.locale, document.pinned.defaultLocale);
  return {
    ...linked,
    deps,
    locale,
    words: WORDS[locale],
    speech: speechOf(document, locale),
    word: wordsOn(locale, view.locale, document),
  };
}

/** Whose page it is, in the language of the case. */
export function organisationOf({ document, view }: LinkedCase): { readonly name: string; readonly hotline: string } {
  const { organisation, pinned } = document;
  return organisation[view.locale] ?? organisation[pinned.defaultLocale] ?? { name: '', hotline: '' };
}
