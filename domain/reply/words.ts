import { plainText, plainWords } from './plain.ts';

/** Short answers as people write them in any of the languages that texts are written in. */
const YES = new Set([
  ...['y', 'yes', 'yep', 'yeah', 'ok', 'okay', 'sure', 'agree', 'agreed', 'i agree', 'confirm', 'confirmed', 'accept'],
  ...['accepted', 'fits', 'that fits', 'yes ok'],
  ...['是', '好', '好的', '可以', '同意', '行', '确认', '没问题', '嗯', '接受', '是的', '对'],
  ...['ja', 'japp', 'okej', 'godkänner', 'jag godkänner', 'accepterar', 'stämmer', 'passar', 'det passar', 'j'],
]);
const NO = new Set([
  ...['n', 'no', 'nope', 'decline', 'declined', 'reject', 'another time', 'other time', 'move', 'reschedule'],
  ...['不', '不行', '否', '改期', '改时间', '不同意', '不可以', '不方便', '拒绝', '不接受', '不是', '不好'],
  ...['nej', 'avböj', 'avböjer', 'annan tid', 'en annan tid', 'boka om', 'passar inte'],
]);
const FINE = new Set([
  ...['fine', 'good', 'great', 'all good', 'all fine', 'all well', 'works', 'it works', 'works fine', 'works well'],
  ...['正常', '都正常', '一切正常', '都好', '很好', '挺好', '运行正常', '使用正常', '没有问题', '顺利'],
  ...['bra', 'allt bra', 'det funkar', 'funkar', 'funkar bra', 'fungerar', 'allt fungerar'],
]);
const PROBLEM = new Set([
  ...['problem', 'broken', 'not working', 'does not work', 'bad'],
  ...['有问题', '不正常', '坏', '故障', '又坏', '不好用'],
  ...['fel', 'trasig', 'funkar inte', 'fungerar inte', 'dåligt'],
]);
const BOOKING = new Set([
  ...['book', 'booking', 'book me', '预约', '我要预约', '想预约', 'boka', 'boka tid', 'jag vill boka'],
]);

/** What a text says to a question of yes or no; null when it says more than that, or something else. */
export function yesOrNo(text: string): 'yes' | 'no' | null {
  const whole = plainText(text);
  if (whole === '1' || YES.has(whole)) return 'yes';
  if (whole === '2' || NO.has(whole)) return 'no';
  return beginsWithNo(text) ? 'no' : null;
}

/** How somebody says it goes; null when that needs a person to read. */
export function howItGoes(text: string): 'fine' | 'problem' | 'booked' | null {
  const whole = plainText(text);
  if (FINE.has(whole)) return 'fine';
  if (PROBLEM.has(whole)) return 'problem';
  if (BOOKING.has(whole)) return 'booked';
  const said = yesOrNo(text);
  return said === null ? null : said === 'yes' ? 'fine' : 'problem';
}

/** `N, Friday is better`: a no is a no whatever follows it; a yes with a condition is no yes. */
function beginsWithNo(text: string): boolean {
  const [, head = ''] =
    /^\s*([^\s,.;:!，。；：！、-]+)(?:\s*[,.;:!，。；：！、]|\s+-\s)/u.exec(text.normalize('NFKC')) ?? [];
  const [first = '', ...others] = plainWords(head);
  return others.length === 0 && (first === '2' || NO.has(first));
}
