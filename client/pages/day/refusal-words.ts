import { type Refusal, type RefusalCode, refusalSentence } from '../../../domain/case/refusals.ts';
import type { Speech } from './speech.ts';

type Sentences = Readonly<Partial<Record<RefusalCode, string>>>;

/** Why a form of a technician's day was not taken. English says what refusals say anyway. */
const ZH: Sentences = {
  'wrong-stage': '这一步现在不能记录，请返回查看当前状态。',
  'on-hold': '此单已暂停，请联系客服。',
  'case-closed': '此单已结案，不能再记录。',
  'effective-in-future': '填写的时间还没有到。',
  'effective-too-old': '填写的时间太早，已超出可补记的范围。',
  'already-departed': '已经记录过出发。',
  'visit-not-begun': '上门时间从 {start} 开始，之前不能记录客户不在。',
  'appointment-superseded': '预约已更改，请按最新的安排处理。',
  'already-filed': '报告已经提交过。',
  'report-not-filed': '报告尚未提交，不能签字。',
  'nothing-to-sign': '还需要再次上门或增援时不签字。',
  'must-not-leave': '公司规定不能以此结果离开。',
  'not-signed': '请客户在离开前签字并给出意见。',
  'agreed-date-missing': '带回维修时请填写约定的归还时间。',
  'agreed-date-unwanted': '只有带回维修才填写归还时间。',
  'agreed-date-past': '归还时间必须晚于现在。',
  'checklist-incomplete': '检查清单还没有全部勾选：{missing}。',
  'part-not-on-price-list': '价目表中没有零件 {value}。',
  'labour-not-on-price-list': '价目表中没有工时 {value}。',
  'fee-not-on-price-list': '价目表中没有收费项目 {value}。',
  'quantity-out-of-range': '{value} 的数量必须是 1 到 999 的整数。',
  'market-price-missing': '请填写 {value} 的市场单价。',
  'market-price-out-of-range': '{value} 的市场单价不正确。',
  'price-not-accepted': '费用为 {amount}，客户尚未同意。请先报价，客户同意后勾选。',
  'above-quotation': '费用 {amount} 超过客户认可的 {accepted}，请先补充报价。',
  'service-refused': '此原因按规定不提供服务：只填写所见情况，不填零件、工时、收费和签字。',
  'invalid-request': '有一项没有填写或填写有误，请检查。',
  'text-too-long': '文字不能超过 {longest} 个字。',
  'attachment-too-large': '文件不能超过 {longest}。',
  'attachment-type': '只能保存照片（{known}）。',
  'too-many-attachments': '一个服务单最多保存 {files} 个文件、{size}。',
};

const SV: Sentences = {
  'wrong-stage': 'Det går inte att notera nu. Gå tillbaka och se hur ärendet står.',
  'on-hold': 'Ärendet är pausat. Ring kontoret.',
  'case-closed': 'Ärendet är avslutat; inget mer kan noteras.',
  'effective-in-future': 'Tiden ligger i framtiden.',
  'effective-too-old': 'Tiden ligger för långt tillbaka för att noteras i efterhand.',
  'already-departed': 'Att du är på väg är redan noterat.',
  'visit-not-begun': 'Besöket börjar {start}; ingen kan ha missat det tidigare.',
  'appointment-superseded': 'Tiden är ändrad. Följ den nya bokningen.',
  'already-filed': 'Rapporten är redan inlämnad.',
  'report-not-filed': 'Det finns ingen rapport att skriva under än.',
  'nothing-to-sign': 'Ingen skriver under när ett besök till eller fler behövs.',
  'must-not-leave': 'Så får ett besök inte sluta enligt reglerna.',
  'not-signed': 'Kunden ska skriva under och ge sitt omdöme innan du går.',
  'agreed-date-missing': 'Ange när det som tas med ska lämnas tillbaka.',
  'agreed-date-unwanted': 'Bara det som tas med har en tid då det lämnas tillbaka.',
  'agreed-date-past': 'Tiden måste ligga framåt.',
  'checklist-incomplete': 'Allt på checklistan är inte avbockat: {missing}.',
  'part-not-on-price-list': 'Delen {value} finns inte i prislistan.',
  'labour-not-on-price-list': 'Arbetet {value} finns inte i prislistan.',
  'fee-not-on-price-list': 'Avgiften {value} finns inte i prislistan.',
  'quantity-out-of-range': 'Antalet av {value} måste vara ett heltal från 1 till 999.',
  'market-price-missing': 'Ange marknadspriset för {value}.',
  'market-price-out-of-range': 'Marknadspriset för {value} stämmer inte.',
  'price-not-accepted':
    'Arbetet kostar {amount} och kunden har inte godkänt priset. Säg priset först och bocka sedan av.',
  'above-quotation':
    'Avgiften {amount} är mer än de {accepted} som kunden har godkänt. Skicka en offert på resten först.',
  'service-refused':
    'Med den orsaken görs inget: rapportera vad du fann, utan delar, arbete, avgifter och underskrift.',
  'invalid-request': 'Något saknas eller är fel ifyllt. Kontrollera fälten.',
  'text-too-long': 'Texten får ha högst {longest} tecken.',
  'attachment-too-large': 'En fil får vara högst {longest}.',
  'attachment-type': 'Bara bilder kan sparas ({known}).',
  'too-many-attachments': 'Ett ärende har högst {files} filer och {size}.',
};

const ISO = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** The sentence of a refusal in the language of a page; its ids are words, its times local. */
export function refusalText(refused: Refusal, { locale, words, word, clock }: Speech): string {
  const sentence = locale === 'en' ? null : (locale === 'sv' ? SV : ZH)[refused.code];
  if (sentence === undefined) return `${words.notRecorded} (${refused.code})`;
  const params = Object.fromEntries(
    Object.entries(refused.params).map(([name, value]) => {
      const said = String(value);
      if (ISO.test(said)) return [name, clock(Date.parse(said))];
      return [name, name === 'missing' ? said.split(', ').map(word).join(', ') : word(said)];
    }),
  );
  if (sentence === null) return refusalSentence({ ...refused, params });
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => params[name] ?? hole);
}
