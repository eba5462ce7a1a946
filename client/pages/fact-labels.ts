import type { PolicyDocument } from '../../domain/policy/document.ts';
import { FACT_NAMES, type FactName } from '../../domain/policy/vocabulary.ts';
import type { PageLocale } from './locale.ts';

/** What pages call a fact where a policy has no words in their language; the facts are the engine's own, so it can. */
const LABELS: Readonly<Record<FactName, Readonly<Record<PageLocale, string>>>> = {
  'customer-name': { 'zh-CN': '联系人', en: 'name', sv: 'namn' },
  phone: { 'zh-CN': '电话', en: 'phone number', sv: 'telefonnummer' },
  email: { 'zh-CN': '电子邮箱', en: 'e-mail address', sv: 'e-postadress' },
  address: { 'zh-CN': '地址', en: 'address', sv: 'adress' },
  'fault-description': { 'zh-CN': '故障描述', en: 'description of the fault', sv: 'beskrivning av felet' },
  wish: { 'zh-CN': '您的需求', en: 'what you wish', sv: 'önskemål' },
  region: { 'zh-CN': '地区', en: 'region', sv: 'område' },
  'product-model': { 'zh-CN': '型号', en: 'product model', sv: 'modell' },
  'serial-number': { 'zh-CN': '序列号', en: 'serial number', sv: 'serienummer' },
  'purchase-date': { 'zh-CN': '购买日期', en: 'date of purchase', sv: 'inköpsdatum' },
  'order-number': { 'zh-CN': '订单号', en: 'order number', sv: 'ordernummer' },
  'order-date': { 'zh-CN': '下单日期', en: 'date of the order', sv: 'orderdatum' },
  'delivery-date': { 'zh-CN': '交货日期', en: 'date of delivery', sv: 'leveransdatum' },
  'installation-date': { 'zh-CN': '安装日期', en: 'date of installation', sv: 'installationsdatum' },
  'acceptance-date': { 'zh-CN': '验收日期', en: 'date of acceptance', sv: 'datum för godkännande' },
  'completion-date': { 'zh-CN': '竣工日期', en: 'date of completion', sv: 'datum för färdigställande' },
  'manufacture-date': { 'zh-CN': '生产日期', en: 'date of manufacture', sv: 'tillverkningsdatum' },
  proof: { 'zh-CN': '购买凭证', en: 'proof of purchase', sv: 'inköpsbevis' },
  'order-kind': { 'zh-CN': '订单类型', en: 'kind of order', sv: 'ordertyp' },
  shop: { 'zh-CN': '购买门店', en: 'shop', sv: 'butik' },
  part: { 'zh-CN': '部件', en: 'part', sv: 'del' },
  fault: { 'zh-CN': '故障', en: 'fault', sv: 'fel' },
  'wished-by': { 'zh-CN': '期望时间', en: 'wished by', sv: 'önskas senast' },
  birthday: { 'zh-CN': '生日', en: 'birthday', sv: 'födelsedag' },
  'customer-zone': { 'zh-CN': '所在时区', en: 'time zone', sv: 'tidszon' },
  'factory-name': { 'zh-CN': '厂名', en: 'name of the factory', sv: 'fabrikens namn' },
  referrer: { 'zh-CN': '介绍人', en: 'who referred you', sv: 'vem som tipsade' },
  'special-wish': { 'zh-CN': '特殊要求', en: 'special wish', sv: 'särskilt önskemål' },
  'preferred-technician': { 'zh-CN': '首选技术员', en: 'preferred technician', sv: 'önskad tekniker' },
  'excluded-technician': { 'zh-CN': '回避技术员', en: 'technician not wanted', sv: 'tekniker som inte önskas' },
};

/**
 * The word for an id on a page: the policy's in the language asked for, ours for a fact in the language of the page, the
 * policy's own language, the id itself.
 */
export function wordsOn(page: PageLocale, language: string, { words, pinned }: PolicyDocument): (id: string) => string {
  const asked = words[language] ?? {};
  const own = words[pinned.defaultLocale] ?? {};
  return (id) => asked[id] ?? labelOf(id, page) ?? own[id] ?? id;
}

function labelOf(id: string, page: PageLocale): string | undefined {
  const fact = FACT_NAMES.find((name) => name === id);
  return fact === undefined ? undefined : LABELS[fact][page];
}
