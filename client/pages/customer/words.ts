import type { FollowUpAnswer, Opinion } from '../../../domain/case/commands.ts';
import type { ConsentPurpose } from '../../../domain/policy/consent-words.ts';
import type { FaultCause, StageName } from '../../../domain/policy/vocabulary.ts';
import type { PageLocale } from '../locale.ts';
import { EN } from './words-en.ts';
import { SV } from './words-sv.ts';
import { ZH } from './words-zh.ts';

interface Notice {
  readonly title: string;
  readonly text: string;
}

type Said<Key extends string> = Readonly<Record<Key, string>>;

/** All that a customer's pages say, in one language. */
export interface CustomerWords
  extends Said<'case' | 'hotline' | 'send' | 'note' | 'thanks' | 'wrong' | 'choose' | 'over'> {
  readonly gone: Notice;
  readonly busy: Notice;
  readonly down: Notice;
  readonly appointment: Said<
    | ('title' | 'proposed' | 'confirmed' | 'with' | 'confirm' | 'other' | 'none' | 'move' | 'waiting')
    | ('replaced' | 'unplanned' | 'taken')
  >;
  readonly facts: Said<'title' | 'intro' | 'photos' | 'done' | 'more' | 'fileWrong' | 'factWrong' | 'pick'>;
  readonly status: Said<
    'title' | 'departed' | 'held' | 'yours' | 'since' | 'visit' | 'tentative' | 'technician' | 'quoted' | 'again'
  > & {
    readonly stages: Said<StageName>;
    readonly steps: Said<'sent' | 'accepted' | 'paid' | 'declined' | 'lapsed'>;
  };
  readonly quotation: Said<
    'title' | 'amount' | 'until' | 'parts' | 'accept' | 'decline' | 'warning' | 'accepted' | 'declined' | 'over'
  >;
  readonly sign: Said<'title' | 'cause' | 'done' | 'fee' | 'free' | 'note' | 'opinion' | 'name' | 'sign' | 'signed'> & {
    readonly causes: Said<FaultCause>;
    readonly opinions: Said<Opinion>;
  };
  readonly rate: Said<'title' | 'legend' | 'best' | 'worst' | 'over'>;
  readonly 'follow-up': Said<'title' | 'legend' | 'over'> & { readonly answers: Said<FollowUpAnswer> };
  readonly 'opt-out': Said<'title' | ConsentPurpose | 'service' | 'stop' | 'stopped'>;
}

export const WORDS: Readonly<Record<PageLocale, CustomerWords>> = { 'zh-CN': ZH, en: EN, sv: SV };
