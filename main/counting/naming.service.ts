import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { sumOfLots } from '../../shared/inventory/lot.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { countedLines, type Round } from './counted-lines.queries.ts';
import { stocktakeIn } from './plan.service.ts';
import { insertNaming } from './stocktake.statements.ts';

interface Named {
  stocktakeId: number;
  lineId: number;
  lots: readonly LotAsked[];
}

/**
 * Says of which lots counted goods are whose label nobody read; of none takes what was said back. Nobody else ever says it: a
 * piece is named by whoever looked at it.
 * @throws Refusal `stocktake.missing`, `stocktake.wrongState`, `record.missing`, `stocktake.noDecision`, `lot.miscounted`, `serial.onePiece`
 */
export function nameCountedLots(tx: Tx, { stocktakeId, lineId, lots }: Named) {
  const stocktake = stocktakeIn(tx, stocktakeId, 'review');
  const line = countedLines(tx, stocktake, lineId).find((one) => one.lineId === lineId);
  if (!line) throw new Refusal('record.missing', { kind: 'stocktakeLine', id: lineId });
  const { variantId, result, pieces } = line;
  const said = { stocktakeId, lineId, userId: tx.actor.userId, namedAt: tx.now, commandId: tx.commandId };
  if (result && lots.length > 0) refuseMiscounted(variantId, { result, pieces }, lots);
  if (!result?.lots) throw new Refusal('stocktake.noDecision', { lines: 1 });
  insertNaming.run(tx, { ...said, round: result.round, lots: JSON.stringify(lots) });
  tx.changed('stocktake', stocktakeId);
  return { lineId };
}

function refuseMiscounted(variantId: number, { result, pieces }: { result: Round; pieces: boolean | undefined }, lots: readonly LotAsked[]): void {
  const many = pieces === true ? lots.find((lot) => lot.quantity !== 1000) : undefined;
  if (many) throw new Refusal('serial.onePiece', { code: many.code });
  const named = pieces === true ? newPieces(result, lots) : sumOfLots(lots);
  const asked = result.unread ?? quantity(0);
  if (named !== asked) throw new Refusal('lot.miscounted', { variantId, named, asked });
}

/** Pieces named, each once, and none that a scan has read. */
function newPieces({ lots: counted = [] }: Round, lots: readonly LotAsked[]): Quantity {
  const codes = new Set(lots.map(({ code }) => code));
  return quantity([...codes].filter((code) => !counted.some((lot) => lot.code === code && lot.counted > 0)).length * 1000);
}
