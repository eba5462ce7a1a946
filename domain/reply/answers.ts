/** What a reply is answered with at once, besides all that its case says of itself. */
export const ANSWERS = ['stopped', 'started', 'help', 'another-time', 'noted', 'unmatched'] as const;
export type Answer = (typeof ANSWERS)[number];

interface Values {
  readonly organisation: string;
  readonly hotline: string;
  readonly caseId: string;
  /** Where another time can be picked; null where none can. */
  readonly timesUrl: string | null;
}

type Texts = Readonly<Record<Answer, (values: Values) => string>>;

const EN: Texts = {
  stopped: ({ organisation }) => `${organisation}: you will get no more messages here. Reply START to get them again.`,
  started: ({ organisation }) => `${organisation}: you will get our messages here again. Reply STOP to end them.`,
  help: ({ organisation, hotline }) =>
    `${organisation}: messages about your service. Questions? Call ${hotline}. Reply STOP to end them.`,
  'another-time': ({ organisation, hotline, caseId, timesUrl }) =>
    timesUrl === null
      ? `${organisation}: another time, then; we will propose one (${caseId}). Or call ${hotline}.`
      : `${organisation}: another time, then. Pick one that is free: ${timesUrl} or call ${hotline}.`,
  noted: ({ organisation, hotline, caseId }) =>
    `${organisation}: thank you, we have noted it (${caseId}). If it is urgent, call ${hotline}.`,
  unmatched: ({ organisation, hotline }) =>
    `${organisation}: thank you. We could not tell what this is about and will look. If it is urgent, call ${hotline}.`,
};

const ZH: Texts = {
  stopped: ({ organisation }) => `【${organisation}】您已退订，我们不再向此号码发送信息。回复“恢复”可重新接收。`,
  started: ({ organisation }) => `【${organisation}】您已恢复接收信息。回复“退订”可停止。`,
  help: ({ organisation, hotline }) =>
    `【${organisation}】这是您的服务信息。如有疑问请致电 ${hotline}。回复“退订”可停止接收。`,
  'another-time': ({ organisation, hotline, caseId, timesUrl }) =>
    timesUrl === null
      ? `【${organisation}】好的，我们会另约时间（${caseId}）。您也可致电 ${hotline}。`
      : `【${organisation}】好的，请另选合适的时间： ${timesUrl} 您也可致电 ${hotline}。`,
  noted: ({ organisation, hotline, caseId }) =>
    `【${organisation}】已收到您的信息并记录（${caseId}）。如有急事请致电 ${hotline}。`,
  unmatched: ({ organisation, hotline }) =>
    `【${organisation}】已收到您的信息，我们会尽快查看。如有急事请致电 ${hotline}。`,
};

const SV: Texts = {
  stopped: ({ organisation }) =>
    `${organisation}: du får inga fler meddelanden här. Svara START om du vill ha dem igen.`,
  started: ({ organisation }) => `${organisation}: du får våra meddelanden här igen. Svara STOPP för att sluta.`,
  help: ({ organisation, hotline }) =>
    `${organisation}: meddelanden om din service. Frågor? Ring ${hotline}. Svara STOPP för att sluta.`,
  'another-time': ({ organisation, hotline, caseId, timesUrl }) =>
    timesUrl === null
      ? `${organisation}: då föreslår vi en annan tid (${caseId}). Du kan också ringa ${hotline}.`
      : `${organisation}: välj en annan tid som är ledig: ${timesUrl} eller ring ${hotline}.`,
  noted: ({ organisation, hotline, caseId }) =>
    `${organisation}: tack, vi har antecknat det (${caseId}). Är det bråttom, ring ${hotline}.`,
  unmatched: ({ organisation, hotline }) =>
    `${organisation}: tack. Vi ser inte vad det gäller men tittar på det. Är det bråttom, ring ${hotline}.`,
};

/** In the customer's language where we have it, else in English. */
export function answerText(answer: Answer, locale: string, values: Values): string {
  const [language] = locale.split('-');
  const texts = language === 'zh' ? ZH : language === 'sv' ? SV : EN;
  return texts[answer](values);
}
