import type { LinePart } from '../../shared/banking/fields.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { acceptLine } from '../banking/decision.service.ts';
import { requireLine } from '../banking/decision.statements.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { inTransitOf } from './settlement-books.ts';
import { requireSettlement } from './settlement.statements.ts';

/**
 * A bank line is the money of a settlement. In another currency the bank's rate differs from the channel's: all that was on
 * its way has come, and the difference is gain or loss of the exchange. Source: DOMAIN §5 "payout on the bank".
 * @throws Refusal record.missing, settlement.notFinished, settlement.arrived, bank.postingTooSmall, and what the bank refuses
 */
export function receivePayout(tx: Tx, { settlementId, bankLineId }: { settlementId: number; bankLineId: number }): { bankDecisionId: number; left: Minor } {
  const settlement = requireSettlement(tx, settlementId);
  const number = settlement.externalId;
  if (settlement.finishedAt === null) throw new Refusal('settlement.notFinished', { number });
  const sent = inTransitOf(tx, settlementId);
  if (sent === 0) throw new Refusal('settlement.arrived', { number });
  const line = requireLine(tx, bankLineId);
  const open = minor(line.amount - line.matched);
  const isForeign = settlement.currency !== shopOf(tx).baseCurrency;
  // In the shop's own currency a line is either all of it, or a part of it, or more than it.
  const amount = isForeign || Math.abs(open) > Math.abs(sent) ? sent : open;
  const exchange = minor(isForeign ? open - sent : 0);
  const difference: LinePart[] = exchange === 0 ? [] : [{ kind: 'account', ledgerAccountId: ledgerAccountOf(tx, exchange > 0 ? 'fxGain' : 'fxLoss'), amount: exchange }];
  const done = acceptLine(tx, { bankLineId, parts: [{ kind: 'payout', settlementId, amount }, ...difference] });
  tx.changed('settlement', settlementId);
  return done;
}
