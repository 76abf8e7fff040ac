import type { DocumentLine, DocumentModel } from '../../../shared/documents/document.rules.ts';
import { dayOf } from '../../../shared/units/calendar.ts';
import { formatQuantity } from '../../../shared/units/format.ts';
import { localeOf } from '../../../shared/units/language.ts';
import { quantity } from '../../../shared/units/quantity.ts';
import { getShop } from '../../company/company.queries.ts';
import type { Reader } from '../../database/handles.ts';
import { read } from '../../database/statement.ts';
import { readWave } from '../../fulfilment/wave.queries.ts';
import { chainHeadOf, frameOf, nothing } from '../facts.queries.ts';
import type { AskedPaper } from '../kind.ts';

const waveByNumber = read((db, p: { number: string }) => db.selectFrom('pickWave').select('id').where('number', '=', p.number).where('cancelledAt', 'is', null));

type Wave = ReturnType<typeof readWave>;

/** What to fetch for a whole wave, in the order of the walk, and a label for each tote. Undefined where no wave that stands has the number. */
export function wavePickList(reader: Reader, asked: AskedPaper): DocumentModel | undefined {
  const found = waveByNumber.get(reader, { number: asked.number });
  if (!found) return undefined;
  const wave = readWave(reader, { pickWaveId: found.id });
  const { shop, timeZone, language: own } = frameOf(reader);
  const { baseCurrency, pricesIncludeTax } = getShop(reader);
  const language = asked.language ?? own;
  const left = wave.lines.filter((line) => line.left > 0);
  return {
    kind: 'pickList',
    number: wave.number,
    language,
    currency: baseCurrency,
    timeZone,
    pricesIncludeTax,
    issuedOn: dayOf(wave.builtAt, timeZone),
    dueOn: null,
    issuedAt: null,
    shop,
    party: null,
    deliverTo: null,
    facts: factsOf(wave, left, localeOf(language, '')),
    lines: left.map(asLine),
    charges: [],
    payments: [],
    note: '',
    labels: labelsOf(wave),
    barcode: wave.number,
    qr: null,
    chainHead: chainHeadOf(reader),
  };
}

function factsOf(wave: Wave, left: Wave['lines'], locale: string): DocumentModel['facts'] {
  const pieces = left.reduce<number>((sum, line) => sum + line.left, 0);
  return [
    { name: 'place', value: wave.locationName },
    { name: 'orders', value: String(wave.totes) },
    { name: 'pieces', value: formatQuantity(quantity(pieces), locale) },
    ...(wave.packingBin === null ? [] : [{ name: 'packAt' as const, value: wave.packingBin }]),
  ];
}

const asLine = (line: Wave['lines'][number]): DocumentLine => ({
  sku: line.sku,
  name: line.name,
  quantity: line.left,
  bin: line.binCode,
  tote: String(line.toteNo),
  unitPrice: null,
  taxRate: null,
  net: nothing,
  tax: nothing,
  gross: nothing,
  discount: nothing,
  on: null,
});

/** What the packing table reads: the wave and the number of the tote in it. */
function labelsOf(wave: Wave): NonNullable<DocumentModel['labels']> {
  const orders = new Map(wave.lines.map(({ toteNo, orderNumber }) => [toteNo, orderNumber]));
  return [...orders].toSorted(([a], [b]) => a - b).map(([toteNo, order]) => ({ code: `${wave.number}/${toteNo}`, name: `${toteNo} · ${order}` }));
}
