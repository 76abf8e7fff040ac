import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Minor } from '../../shared/units/minor.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Rma } from './return-screen.tsx';

type Money = Record<'worth' | 'fee' | 'paidBefore' | 'shipping' | 'held' | 'credited', Minor>;

/** The rows of a credit, which add up: goods less fee, what was paid back before, with shipping. */
export function CreditRows({ money, currency }: { money: Money; currency: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = (amount: number): string => formats.moneyIn(amount as Minor, currency);
  const less = (['fee', 'paidBefore', 'held'] as const).filter((name) => money[name] !== 0);
  return (
    <Pairs
      rows={[
        [t(($) => $.returns.money.worth), show(money.worth)],
        ...(money.shipping === 0 ? [] : [[t(($) => $.returns.money.shipping), show(money.shipping)] as const]),
        ...less.map((name) => [t(($) => $.returns.money[name]), show(-money[name])] as const),
        [<span key="label" className="medium" style={{ color: 'var(--sw-text)' }}>{t(($) => $.returns.money.credited)}</span>, <span key="value" className="strong">{show(money.credited)}</span>],
      ]}
    />
  );
}

/** The money of a return, before everything else: what it would come to, or what it came to and where it went. */
export function ReturnMoney({ rma }: { rma: Rma }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const settles = rma.lines.some((line) => (line.keepsGoods ? line.quantity : line.inspected - line.sentBack) > line.settled);
  return (
    <>
      {settles && <Proposed rmaId={rma.id} />}
      {!settles && rma.settlements.length === 0 && <Pairs rows={[[t(($) => $.returns.worth), <span key="worth" className="strong">{formats.moneyIn(rma.worth, rma.currency)}</span>]]} />}
      {rma.settlements.map((settlement) => (
        <div key={settlement.id} className="money-block">
          <Section title={`${t(($) => $.returns.settlements)} ${settlement.number}`} side={formats.moment(settlement.occurredAt)} />
          <CreditRows money={settlement} currency={rma.currency} />
          {settlement.refunds.map((refund) => (
            <div key={refund.id} className="peek-line">
              <span>
                <span className="code">{refund.number}</span> · {t(($) => $.returns.accounts[refund.account as 'bank'])}
              </span>
              <span className="num">{formats.moneyIn(refund.amount, rma.currency)}</span>
            </div>
          ))}
          {settlement.newOrderId !== null && (
            <div className="peek-line">
              <Link to="/orders/$orderId" params={{ orderId: String(settlement.newOrderId) }}>
                {t(($) => $.returns.newOrder, { number: settlement.newOrderNumber ?? '' })}
              </Link>
            </div>
          )}
        </div>
      ))}
    </>
  );
}

function Proposed({ rmaId }: { rmaId: number }) {
  const preview = useQueryOf('rma.preview', { rmaId });
  if (!preview.data) return null;
  return (
    <div className="money-block">
      <CreditRows money={preview.data} currency={preview.data.currency} />
    </div>
  );
}
