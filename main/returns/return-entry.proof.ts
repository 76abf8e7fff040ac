import { goodsReturnEntry, inspectionEntry, inspectionTakenBackEntry, type MovedValue } from '../../shared/returns/goods-return.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { proveRecomputed, type Recomputed, storedEntry } from '../accounting/recompute.proof.ts';
import type { Reader } from '../database/handles.ts';
import type { ProofResult } from '../database/proof.ts';
import { read } from '../database/statement.ts';
import { postingOf, ruleOf } from '../sales/posted-document.ts';

const arrivals = read((db) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('goodsReturn as d0', 'd0.id', 'e.sourceId')
    .innerJoin('rma as d1', 'd1.id', 'd0.rmaId')
    .innerJoin('salesOrder as o', 'o.id', 'd1.orderId')
    .select([...storedEntry])
    .select(['d0.id as documentId', 'd1.orderId', 'o.channelId', 'o.shownNumber', 'o.taxBy', 'd0.postedOn'])
    .where('e.sourceKind', '=', 'goodsReturn')
    .where('e.reversesId', 'is', null),
);

const inspections = read((db) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('inspection as d0', 'd0.id', 'e.sourceId')
    .innerJoin('goodsReturn as came', 'came.id', 'd0.goodsReturnId')
    .innerJoin('rma as d1', 'd1.id', 'came.rmaId')
    .innerJoin('salesOrder as o', 'o.id', 'd1.orderId')
    .select([...storedEntry])
    .select(['d0.id as documentId', 'd1.orderId', 'o.channelId', 'o.shownNumber', 'o.taxBy', 'd0.postedOn', 'd0.takeBackPostedOn'])
    .where('e.sourceKind', '=', 'inspection')
    .where('e.reversesId', 'is', null),
);

interface Terms {
  moved: { role: MovedValue['role']; value: Minor }[];
}

const minus = (moved: Terms['moved']): MovedValue[] => moved.map(({ role, value }) => ({ role, value: minor(-value) }));

/** Every entry of a return recomputes from its terms. */
export function proveReturnEntries(reader: Reader): ProofResult {
  const came = proveRecomputed(reader, arrivals.iterate(reader, {}), (row, { moved }: Terms): Recomputed | undefined =>
    ruleOf(row) === 'returns.received 1' ? { draft: goodsReturnEntry(postingOf(row), moved), figures: [[row.entryOn, row.postedOn]] } : undefined,
  );
  const seen = proveRecomputed(reader, inspections.iterate(reader, {}), (row, { moved }: Terms): Recomputed | undefined => {
    if (ruleOf(row) === 'returns.inspected 1') return { draft: inspectionEntry(postingOf(row), minus(moved)), figures: [[row.entryOn, row.postedOn]] };
    return ruleOf(row) === 'returns.takenBack 1' ? { draft: inspectionTakenBackEntry(postingOf(row), moved), figures: [[row.entryOn, row.takeBackPostedOn]] } : undefined;
  });
  return { checked: came.checked + seen.checked, faults: [...came.faults, ...seen.faults] };
}
