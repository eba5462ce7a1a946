import type { CommandId } from '../../../domain/shared/ids.ts';
import type { HttpDeps } from '../../http/deps.ts';
import { commandOfLink, type LinkedCase } from '../../links.ts';
import type { SendOptions } from '../../send.ts';
import type { Form } from '../form.ts';
import type { PageLocale } from '../locale.ts';
import type { Speech } from './speech.ts';
import type { CustomerWords } from './words.ts';

/** A customer who has come by a good link. */
export interface Visitor extends LinkedCase {
  readonly deps: HttpDeps;
  readonly locale: PageLocale;
  readonly words: CustomerWords;
  readonly speech: Speech;
  /** What the policy calls an id in its own language nearest to the page's; the id itself where it has no word. */
  readonly word: (id: string) => string;
}

/** `templates/customer/<template>.liquid` with its own values. */
export interface Shown {
  readonly template: string;
  readonly values: object;
  /** The page looks again after so many seconds. */
  readonly againSeconds?: number;
}

/** What a form made true (`said`, a word of the page), or what is wrong with it. */
export type Acted = { readonly said: string } | { readonly again: Again };

export interface Again {
  /** Sentences by the field that they are about. */
  readonly faults: Readonly<Record<string, string>>;
  /** What was written, to be shown once more. */
  readonly given: Readonly<Record<string, string>>;
}

/** A page for one purpose: shown as often as somebody looks, and a form that is sent. */
export interface CustomerPage {
  show(visitor: Visitor, again: Again | null): Promise<Shown>;
  act(visitor: Visitor, form: Form): Promise<Acted>;
}

/** As the customer, under an id that is made of the link: sent again it is the same command. */
export function byLink({ token }: Pick<Visitor, 'token'>, what = ''): SendOptions & { readonly commandId: CommandId } {
  return { by: { kind: 'customer' }, commandId: commandOfLink(token, what) };
}

/** A remark that may be left out. */
export function noteIn(form: Form): string | null {
  return form.text('note') || null;
}
