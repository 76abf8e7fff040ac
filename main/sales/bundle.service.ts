import type { ImportedRefund } from '../../shared/sales/order-import.contract.ts';
import { type BundlePart, splitBundle, timesBundle } from '../../shared/sales/bundle.rules.ts';
import { allocate } from '../../shared/units/allocate.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { type ComponentRow, componentsOf } from '../catalog/bundle.queries.ts';
import { priceAt } from '../catalog/price.queries.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { bundlesOf } from './bundle.statements.ts';
import { type LineRow } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';
import type { PlacedLine } from './place-order.service.ts';

/** What each of some variants consists of, as far as they are bundles. */
export type Bundles = ReadonlyMap<number, ComponentRow[]>;

/** The bundles among what is sold. */
export const bundlesAmong = (reader: Reader, lines: readonly { variantId: number | null }[]): Bundles =>
  componentsOf(reader, lines.flatMap(({ variantId }) => (variantId === null ? [] : [variantId])));

/**
 * The lines of an order as the goods they take: a bundle's line is split over its components once, when the order is taken, and
 * everything after (setting aside, shipping, cancelling, cost) knows goods only. Source: DOMAIN §4 "Bundles".
 */
export function withBundlesSplit(tx: Tx, lines: readonly PlacedLine[], bundles: Bundles, { currency, at }: { currency: string; at: Instant }): PlacedLine[] {
  if (bundles.size === 0) return [...lines];
  return lines.flatMap((line, index) => {
    const components = line.variantId === null || line.quantity === 0 ? undefined : bundles.get(line.variantId);
    if (!components) return [line];
    const { variantId, sku, name, quantity: count, unitPrice } = line;
    const bundle = { bundleVariantId: variantId ?? 0, bundleNo: index + 1, sku, name, quantity: count, unitPrice };
    return splitBundle(line, partsOf(tx, components, currency, at), currency).map((part, position) => ({ ...part, externalId: partName(line, part.variantId), shippedBefore: timesBundle(components[position]?.quantity ?? quantity(0), line.shippedBefore), bundle }));
  });
}

const partsOf = (reader: Reader, components: readonly ComponentRow[], currency: string, at: Instant): BundlePart[] =>
  components.map(({ variantId, sku, name, quantity: perBundle }) => ({ variantId, sku, name, quantity: perBundle, standAlone: priceAt(reader, variantId, currency, at) }));

/** A channel names the bundle's line; each part has a name of its own under it, the same whenever the order comes again. */
const partName = ({ externalId }: PlacedLine, variantId: number): string | null => (externalId === null ? null : `${externalId}#${variantId}`);

type RefundPart = ImportedRefund['parts'][number];

/** What a channel gave back of a bundle's line, as what it gave back of each part: money by what each was sold for. */
export function refundOfBundles(tx: Tx, orderId: number, parts: readonly RefundPart[]): RefundPart[] {
  const sold = new Map(bundlesOf.all(tx, { orderId }).map((bundle) => [bundle.orderLineId, bundle.quantity]));
  if (sold.size === 0) return [...parts];
  const lines = linesOf.all(tx, { orderId });
  return parts.flatMap((part) => {
    const taken = part.kind === 'line' && part.lineExternalId !== null ? lines.filter((line) => sold.has(line.id) && line.externalId?.startsWith(`${part.lineExternalId}#`)) : [];
    return taken.length === 0 ? [part] : splitRefund(part, taken, (line) => sold.get(line.id) ?? 0);
  });
}

function splitRefund(part: RefundPart, lines: readonly LineRow[], soldBundles: (line: LineRow) => number): RefundPart[] {
  const weights = lines.map((line) => Math.max(0, line.gross));
  const [nets, taxes] = [allocate(part.net, weights), allocate(part.tax, weights)];
  return lines.map((line, index) => ({
    ...part,
    lineExternalId: line.externalId,
    quantity: quantity(soldBundles(line) === 0 ? 0 : mulDiv(part.quantity, line.quantity, soldBundles(line))),
    net: nets[index] ?? minor(0),
    tax: taxes[index] ?? minor(0),
  }));
}
