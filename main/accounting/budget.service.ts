import type { Centre, Guard } from '../../shared/accounting/budget.rules.ts';
import type { CentreKind } from '../../shared/accounting/centre.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { budgetAccounts, budgetsIn, byKey, guardsOf } from './budget.queries.ts';
import { listCentres } from './centre.queries.ts';

interface Figure {
  ledgerAccountId: number;
  monthOn: Day;
  centre: Centre | null;
  amount: Minor | null;
}

interface FigureRow {
  ledgerAccountId: number;
  monthOn: Day;
  centreKind: CentreKind | null;
  centreId: number | null;
  amount: Minor | null;
  recordedAt: Instant;
  commandId: number;
}

const insertFigure = write((db, p: FigureRow) =>
  db.insertInto('budgetFigure').values({ ledgerAccountId: p.ledgerAccountId, monthOn: p.monthOn, centreKind: p.centreKind, centreId: p.centreId, amount: p.amount, recordedAt: p.recordedAt, commandId: p.commandId }),
);
const insertGuard = write((db, p: { ledgerAccountId: number; guard: Guard; recordedAt: Instant; commandId: number }) =>
  db.insertInto('budgetGuard').values({ ledgerAccountId: p.ledgerAccountId, guard: p.guard, recordedAt: p.recordedAt, commandId: p.commandId }),
);

const centreText = (centre: Centre | null): string => (centre === null ? '' : `${centre.kind} ${centre.id}`);

/**
 * Writes budgets that differ from what stands; answers what stood there. A figure named twice takes its last amount.
 * @throws Refusal budget.account for an account that has none (of that centre), record.missing for a centre that is not there
 */
export function setBudget(tx: Tx, { figures }: { figures: readonly Figure[] }): { written: number; before: Figure[] } {
  const before: Figure[] = [];
  for (const own of Map.groupBy(figures, ({ centre }) => centreText(centre)).values()) before.push(...setOfCentre(tx, own[0]?.centre ?? null, own));
  return { written: before.length, before };
}

function setOfCentre(tx: Tx, centre: Centre | null, figures: readonly Figure[]): Figure[] {
  refuseUnfit(tx, centre, figures);
  const asked = new Map(figures.map((figure) => [`${figure.ledgerAccountId} ${figure.monthOn}`, figure]));
  const months = figures.map(({ monthOn }) => monthOn).sort();
  const standing = byKey(budgetsIn(tx, months[0]!, months.at(-1)!, centre));
  const before: Figure[] = [];
  for (const [key, { ledgerAccountId, monthOn, amount }] of asked) {
    const was = standing.get(key) ?? null;
    if (was === amount) continue;
    const { lastId } = insertFigure.run(tx, { ledgerAccountId, monthOn, centreKind: centre?.kind ?? null, centreId: centre?.id ?? null, amount, recordedAt: tx.now, commandId: tx.commandId });
    tx.changed('budgetFigure', lastId);
    before.push({ ledgerAccountId, monthOn, centre, amount: was });
  }
  return before;
}

function refuseUnfit(tx: Tx, centre: Centre | null, figures: readonly Figure[]): void {
  if (centre && !listCentres(tx).rows.some(({ kind, id }) => kind === centre.kind && id === centre.id)) throw new Refusal('record.missing', { kind: centre.kind, id: centre.id });
  const fit = new Set(budgetAccounts(tx, centre).map(({ ledgerAccountId }) => ledgerAccountId));
  const odd = figures.find(({ ledgerAccountId }) => !fit.has(ledgerAccountId));
  if (odd) throw new Refusal('budget.account', { ledgerAccountId: odd.ledgerAccountId });
}

/** Says what happens beyond an account's budget. @throws Refusal budget.account */
export function setBudgetGuard(tx: Tx, { ledgerAccountId, guard }: { ledgerAccountId: number; guard: Guard }): { before: Guard } {
  if (!budgetAccounts(tx, null).some((account) => account.ledgerAccountId === ledgerAccountId && account.bought)) throw new Refusal('budget.account', { ledgerAccountId });
  const before = guardsOf(tx).get(ledgerAccountId) ?? 'ask';
  const { lastId } = insertGuard.run(tx, { ledgerAccountId, guard, recordedAt: tx.now, commandId: tx.commandId });
  tx.changed('budgetGuard', lastId);
  return { before };
}
