import { plainWords } from './plain.ts';

/** What a customer says about being written to at all. */
export const CONSENT_COMMANDS = ['stop', 'start', 'help'] as const;
export type ConsentCommand = (typeof CONSENT_COMMANDS)[number];

type Language = 'en' | 'zh' | 'sv';

/** English ones are known everywhere: SMS providers act on them whatever the language. */
const EXACT: Readonly<Record<Language, Readonly<Record<ConsentCommand, readonly string[]>>>> = {
  en: {
    stop: ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'opt out'],
    start: ['start', 'unstop', 'subscribe'],
    help: ['help', 'info'],
  },
  zh: {
    stop: ['退订', '拒收', '取消订阅', '停止', 'td', 't', '不要再发', '别再发', '不要再发短信'],
    start: ['恢复', '恢复订阅', '订阅', '开始'],
    help: ['帮助'],
  },
  sv: {
    stop: ['stopp', 'avsluta', 'avregistrera', 'sluta', 'avanmäl'],
    start: ['starta', 'börja'],
    help: ['hjälp'],
  },
};

/** Words that mean a stop also when it is said in more than one: `stop texting me`, `please unsubscribe me`. */
const STOPPING = new Set([...['stop', 'unsubscribe', 'revoke', 'stopp', 'sluta', 'avregistrera', 'avanmäl', 'remove']]);
const FILLING = new Set([
  ...['me', 'us', 'my', 'number', 'texting', 'texts', 'messaging', 'messages', 'message', 'sms', 'sending', 'writing'],
  ...['all', 'now', 'to', 'from', 'list', 'these', 'the', 'this', 'mig', 'skicka', 'meddelanden', 'nu', 'alla', 'att'],
]);

/**
 * Whether a text is a word about being written to: one of the words alone, or a stop that is all the text says. `Don't stop
 * the repair` is none.
 * @param locales of the organisation: what one language calls stop may be a common word of another
 */
export function consentCommandIn(text: string, locales: readonly string[]): ConsentCommand | null {
  const words = plainWords(text);
  const whole = words.join(' ');
  const languages = new Set<Language>(['en', ...locales.flatMap(languageOf)]);
  for (const language of languages) {
    const found = CONSENT_COMMANDS.find((command) => EXACT[language][command].includes(whole));
    if (found !== undefined) return found;
  }
  const stops = words.some((word) => STOPPING.has(word));
  return stops && words.every((word) => STOPPING.has(word) || FILLING.has(word)) ? 'stop' : null;
}

function languageOf(locale: string): Language[] {
  const [language] = locale.split('-');
  return language === 'zh' || language === 'sv' ? [language] : [];
}

/** The same in a mail: who writes one that says `help` wants a person, not our number. */
export function consentCommandInMail(text: string, locales: readonly string[]): ConsentCommand | null {
  const said = consentCommandIn(text, locales);
  return said === 'help' ? null : said;
}
