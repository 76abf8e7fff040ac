import type { DocumentKind, DocumentLine, DocumentModel } from '../../shared/documents/document.rules.ts';
import type { Letterhead } from '../../shared/documents/document-look.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Language } from '../../shared/units/language.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';

interface Sample {
  kind: DocumentKind;
  language: Language;
  shopName: string;
  currency: string;
  timeZone: string;
  letterhead: Letterhead;
  today: Day;
}

const line = (sku: string, name: string, count: number, price: number, net: Minor, tax: Minor, discount = 0): DocumentLine => ({
  sku, name, quantity: pieces(count), unitPrice: unitPrice(price), taxRate: percent(13), net, tax, gross: minor(net + tax), discount: minor(discount), bin: 'A-03-2', on: '2026-11-19' as Day,
});

/** A made-up paper that shows every part of the template while its look is chosen. Its sums are right: 13 % of what is printed. */
export const samplePaper = ({ kind, language, shopName, currency, timeZone, letterhead, today }: Sample): DocumentModel => ({
  kind,
  number: 'INV-000042',
  language,
  currency,
  timeZone,
  pricesIncludeTax: false,
  issuedOn: today,
  dueOn: kind === 'invoice' ? today : null,
  issuedAt: null,
  shop: { name: shopName, lines: letterhead.lines, taxNumber: letterhead.taxNumber || null },
  party: { name: '上海林记贸易有限公司', lines: ['南京路 1 号', '200000 上海'], taxNumber: '91310000MA1K00000X' },
  deliverTo: null,
  facts: [{ name: 'order', value: 'SO-001042' }],
  lines: [line('ROD-36', '碳素鱼竿 3.6 米 Carbon rod', 1, 1_000_000, minor(10_000), minor(1_300)), line('LINE-150', '编织线 150 米 Braided line', 2, 200_000, minor(3_600), minor(468), 400)],
  charges: [],
  payments: kind === 'receipt' ? [{ method: 'cash', amount: minor(15_368), given: minor(20_000) }] : [],
  note: '',
  barcode: 'INV-000042',
  qr: 'SW1|invoice|INV-000042',
  chainHead: '294-670706ed',
});
