import { symbolField, textField } from '../catalog/zpl.rules.ts';

/** What stands on a parcel. */
export interface ParcelLabel {
  readonly from: string;
  readonly to: readonly string[];
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly reference: string;
  readonly weightGrams: number | null;
}

/** 100 × 150 mm on a printer of 203 dpi, the size carriers' rolls have. */
const width = 800;
const height = 1200;
const margin = 32;
const small = 28;
const large = 44;

/**
 * A parcel's label in ZPL II: who sends, who gets it, and the tracking number as Code 128, which every carrier's scanner reads. Chinese
 * needs a font with Han in the printer, as product labels do.
 */
export function parcelZpl({ from, to, carrier, trackingNumber, reference, weightGrams }: ParcelLabel): string {
  const block = `^FB${width - 2 * margin},2,2,L`;
  const address = to.map((line, index) => textField(margin, 150 + index * (large + 16), large, line, block));
  return [
    `^XA^CI28^PW${width}^LL${height}^LH0,0`,
    textField(margin, margin, small, from, block),
    `^FO${margin},120^GB${width - 2 * margin},0,3^FS`,
    ...address,
    `^FO${margin},760^GB${width - 2 * margin},0,3^FS`,
    textField(margin, 790, large, carrier),
    textField(margin, 850, small, [reference, ...(weightGrams === null ? [] : [`${(weightGrams / 1000).toFixed(2)} kg`])].join('   ')),
    ...(trackingNumber === '' ? [] : [`^FO${margin},910${symbolField({ symbology: 'code128', text: trackingNumber }, 230)}^FS`]),
    '^PQ1^XZ\n',
  ].join('\n');
}
