import type { Instant } from '../units/instant.ts';
import type { Quantity } from '../units/quantity.ts';
import { dayOf } from '../units/calendar.ts';
import { decimalText, quantityPlaces } from '../units/decimal.ts';
import type { SheetPlatform } from './sheet-layouts.ts';

/** A parcel as a platform is told of it. */
export interface ShippedParcel {
  orderNumber: string;
  /** As it was typed here. */
  carrier: string;
  trackingNumber: string;
  shippedAt: Instant;
  lines: { id: string; sku: string; quantity: Quantity }[];
}

type Cell = 'orderNumber' | 'carrierName' | 'carrierCode' | 'trackingNumber' | 'lineId' | 'quantity' | 'shippedOn';

interface ShipBackLayout {
  /** `tab`: text with tabs between the cells. */
  format: 'csv' | 'xlsx' | 'tab';
  language: 'zh' | 'en';
  /** One row per parcel, or per line in it. */
  grain: 'parcel' | 'line';
  columns: readonly (readonly [heading: string, cell: Cell])[];
}

const zh = (order: string, carrier: string, number: string): ShipBackLayout => ({ format: 'xlsx', language: 'zh', grain: 'parcel', columns: [[order, 'orderNumber'], [carrier, 'carrierName'], [number, 'trackingNumber']] });
const en = (order: string, carrier: string, number: string): ShipBackLayout => ({ format: 'csv', language: 'en', grain: 'parcel', columns: [[order, 'orderNumber'], [carrier, 'carrierName'], [number, 'trackingNumber']] });

/** The sheet each platform takes parcels by. A platform may rename its columns any day: its own template decides. */
export const shipBackLayouts: Record<SheetPlatform, ShipBackLayout> = {
  taobao: zh('订单编号', '物流公司', '物流单号'),
  pinduoduo: zh('订单号', '快递公司', '快递单号'),
  douyin: zh('订单号', '物流公司', '物流单号'),
  jd: zh('订单号', '物流公司', '运单号'),
  tiktok: { ...en('Order ID', 'Shipping provider name', 'Tracking ID'), format: 'xlsx' },
  etsy: en('Order ID', 'Carrier', 'Tracking number'),
  ebay: en('Order number', 'Shipping carrier', 'Tracking number'),
  amazon: {
    format: 'tab', language: 'en', grain: 'line',
    columns: [['order-id', 'orderNumber'], ['order-item-id', 'lineId'], ['quantity', 'quantity'], ['ship-date', 'shippedOn'], ['carrier-code', 'carrierCode'], ['carrier-name', 'carrierName'], ['tracking-number', 'trackingNumber']],
  },
  shopify: en('Name', 'Tracking company', 'Tracking number'),
  other: en('Order number', 'Carrier', 'Tracking number'),
};

/** Carriers under the names people type here and the names platforms know. */
const carriers: readonly { typed: readonly string[]; zh: string; en: string }[] = [
  { typed: ['sf', 'sf express', '顺丰', '顺丰速运', '順豐', '順豐速運'], zh: '顺丰速运', en: 'SF Express' },
  { typed: ['yto', '圆通', '圆通速递', '圓通'], zh: '圆通速递', en: 'YTO Express' },
  { typed: ['zto', '中通', '中通快递'], zh: '中通快递', en: 'ZTO Express' },
  { typed: ['sto', '申通', '申通快递'], zh: '申通快递', en: 'STO Express' },
  { typed: ['yunda', 'yd', '韵达', '韵达快递', '韻達'], zh: '韵达快递', en: 'Yunda Express' },
  { typed: ['jt', 'j&t', '极兔', '极兔速递', '極兔'], zh: '极兔速递', en: 'J&T Express' },
  { typed: ['jd', '京东', '京东快递', '京东物流', '京東物流'], zh: '京东快递', en: 'JD Logistics' },
  { typed: ['ems', '中国邮政ems'], zh: 'EMS', en: 'EMS' },
  { typed: ['post', '邮政', '中国邮政', '邮政快递包裹', 'china post'], zh: '邮政快递包裹', en: 'China Post' },
  { typed: ['deppon', '德邦', '德邦快递'], zh: '德邦快递', en: 'Deppon' },
  { typed: ['usps'], zh: 'USPS', en: 'USPS' },
  { typed: ['ups'], zh: 'UPS', en: 'UPS' },
  { typed: ['fedex'], zh: 'FedEx', en: 'FedEx' },
  { typed: ['dhl'], zh: 'DHL', en: 'DHL' },
  { typed: ['royal mail', 'royalmail'], zh: 'Royal Mail', en: 'Royal Mail' },
];

/** The name a platform knows a carrier by; one nobody listed is told as it was typed. */
export function carrierName(typed: string, language: 'zh' | 'en'): string {
  const key = typed.trim().toLowerCase();
  return carriers.find((carrier) => carrier.typed.includes(key))?.[language] ?? typed.trim();
}

/** Amazon knows a short list by code; every other carrier is `Other` with its name beside it. */
const amazonCodes = new Set(['USPS', 'UPS', 'FedEx', 'DHL', 'Royal Mail', 'SF Express', 'China Post', 'YTO Express', 'ZTO Express', 'STO Express', 'Yunda Express', 'EMS']);

/** The rows of a ship-back sheet, headings first. Every cell is a text, so that no program makes a number of it. */
export function shipBackRows(parcels: readonly ShippedParcel[], platform: SheetPlatform, timeZone: string): string[][] {
  const { columns, grain, language } = shipBackLayouts[platform];
  const rows = parcels.flatMap((parcel) => (grain === 'parcel' ? [cellsOf(parcel, undefined)] : parcel.lines.map((line) => cellsOf(parcel, line))));
  return [columns.map(([heading]) => heading), ...rows];

  function cellsOf(parcel: ShippedParcel, line: ShippedParcel['lines'][number] | undefined): string[] {
    const name = carrierName(parcel.carrier, language);
    const cells: Record<Cell, string> = {
      orderNumber: parcel.orderNumber,
      carrierName: name,
      carrierCode: amazonCodes.has(name) ? name : 'Other',
      trackingNumber: parcel.trackingNumber,
      lineId: line?.id ?? '',
      quantity: line === undefined ? '' : decimalText(line.quantity, quantityPlaces).replace(/\.0+$/, ''),
      shippedOn: dayOf(parcel.shippedAt, timeZone),
    };
    return columns.map(([, cell]) => cells[cell]);
  }
}
