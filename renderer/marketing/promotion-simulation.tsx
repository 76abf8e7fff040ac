import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Found = OutputOf<'promotion.simulate'>;

interface Props {
  /** Of the promotion. */
  days: { firstOn: Day; lastOn: Day };
  /** Whether goods and a price are there to ask about. */
  asked: boolean;
  found: Found | undefined;
  problem: unknown;
}

/** What the last 90 days would have left under the promotion: the sum, what has to be sold beside, and every line of it. */
export function PromotionSimulation({ days, asked, found, problem }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const title = t(($) => $.promotions.sim);
  if (problem !== null) return <ProblemPanel problem={problem} />;
  if (!asked || !found) {
    return (
      <>
        <Section title={title} />
        <p className="text2">{asked ? '' : t(($) => $.promotions.simEmpty)}</p>
      </>
    );
  }
  return (
    <>
      <Section title={title} side={t(($) => $.promotions.simDays, { from: formats.day(found.firstOn), through: formats.day(found.throughOn) })} />
      {found.lineCount === 0 ? <p className="text2">{t(($) => $.promotions.nothingSold)}</p> : <Sum found={found} />}
      <BreakEven found={found} days={daysBetween(days.firstOn, days.lastOn) + 1} />
      <Others found={found} />
      <p className="text3 caption-line text-wrap promotion-method">
        {t(($) => $.promotions.method)} {t(($) => $.promotions.rule)} {found.foreign > 0 && t(($) => $.promotions.foreign, { count: found.foreign })}
      </p>
      {found.lineCount > 0 && <Lines found={found} />}
    </>
  );
}

function Sum({ found: { sum, currency } }: { found: Found }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { left } = sum;
  const rows: (readonly [id: string, label: string, before: Minor, after: Minor])[] = [
    ['net', t(($) => $.promotions.revenue), sum.netBefore, sum.netAfter],
    ...(left
      ? ([
          ['cost', t(($) => $.promotions.cost), minor(-left.cost), minor(-left.cost)],
          ['fee', t(($) => $.promotions.fee), minor(-left.feeBefore), minor(-left.feeAfter)],
          ['margin', t(($) => $.promotions.margin), left.marginBefore, left.marginAfter],
        ] as const)
      : []),
  ];
  return (
    <table className="replay-table promotion-sum" data-sum>
      <thead>
        <tr>
          <th scope="col">{`${t(($) => $.promotions.unitsSold)} ${formats.quantity(sum.quantity)}`}</th>
          {[t(($) => $.promotions.before), t(($) => $.promotions.after), t(($) => $.promotions.change)].map((word) => (
            <th key={word} scope="col" className="num">{`${word} ${formats.symbolOf(currency)}`}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([id, label, before, after]) => (
          <tr key={id} className={id === 'margin' ? 'replay-total' : undefined} data-figure={id}>
            <th scope="row">{label}</th>
            <td className="num">{formats.amountIn(before, currency)}</td>
            <td className="num">{formats.amountIn(after, currency)}</td>
            <td className="num">{after === before ? '—' : `${after < before ? '▾' : '▴'} ${formats.amountIn(minor(after - before), currency)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BreakEven({ found: { breakEven, lineCount, sum }, days }: { found: Found; days: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (breakEven === undefined || lineCount === 0 || !sum.left) return null;
  const told = (units: Quantity): string => formats.quantity(wholeUnits(units));
  const range = breakEven?.quiet && breakEven.busy && { quiet: told(breakEven.quiet.ordinary), quietExtra: told(breakEven.quiet.extra), busy: told(breakEven.busy.ordinary), busyExtra: told(breakEven.busy.extra) };
  const nothingGiven = sum.left.marginAfter === sum.left.marginBefore;
  return (
    <>
      <Section title={t(($) => $.promotions.breakEven)} />
      <p className="text-wrap" data-break-even={breakEven?.extra ?? 'never'}>
        {nothingGiven ? t(($) => $.promotions.nothingGiven) : breakEven === null ? t(($) => $.promotions.never) : t(($) => $.promotions.breakEvenSays, { extra: told(breakEven.extra), days, ordinary: told(breakEven.ordinary) })}
      </p>
      {!nothingGiven && breakEven !== null && <p className="text2 text-wrap">{range ? t(($) => $.promotions.breakEvenRange, range) : t(($) => $.promotions.noRange)}</p>}
    </>
  );
}

/** What is usual is told in whole units; the extra is worked out from the exact figure. */
const wholeUnits = (units: Quantity): Quantity => quantity(Math.round(units / 1000) * 1000);

function Others({ found: { others, currency } }: { found: Found }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const said = (): string => {
    if (others === null) return t(($) => $.promotions.noOthers);
    const goods = formats.count(others.goods);
    if (others.sold === null) return t(($) => $.promotions.manyOthers, { goods });
    return t(($) => $.promotions.othersSay, { goods, quantity: formats.quantity(others.sold.quantity), net: formats.moneyIn(others.sold.net, currency) });
  };
  return (
    <>
      <Section title={t(($) => $.promotions.others)} />
      <p className="text2 text-wrap">{said()}</p>
    </>
  );
}

function Lines({ found: { lines, lineCount, sum, currency } }: { found: Found }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const count = lines.length < lineCount ? t(($) => $.promotions.linesShown, { count: lines.length, total: lineCount }) : t(($) => $.promotions.linesAll, { count: lineCount });
  const amount = (value: Minor | undefined): string => (value === undefined ? '···' : formats.amountIn(value, currency));
  return (
    <>
      <Section title={t(($) => $.promotions.lines)} side={count} />
      <table className="replay-table" data-lines>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>{t(($) => $.promotions.day)}</th>
            <th scope="col" rowSpan={2}>{t(($) => $.promotions.order)}</th>
            <th scope="col" rowSpan={2}>SKU</th>
            <th scope="col" rowSpan={2} className="num">{t(($) => $.promotions.quantity)}</th>
            <th scope="col" className="num" colSpan={2}>{`${t(($) => $.promotions.revenue)} ${formats.symbolOf(currency)}`}</th>
            <th scope="col" className="num" colSpan={2}>{`${t(($) => $.promotions.margin)} ${formats.symbolOf(currency)}`}</th>
          </tr>
          <tr>
            {['net', 'margin'].map((figure) => (
              <Fragment key={figure}>
                <th scope="col" className="num">{t(($) => $.promotions.before)}</th>
                <th scope="col" className="num">{t(($) => $.promotions.after)}</th>
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} data-line={line.id}>
              <td>{formats.day(line.postedOn)}</td>
              <td>
                <Link to="/orders/$orderId" params={{ orderId: String(line.orderId) }}>
                  {line.number}
                </Link>
              </td>
              <td className="ellipsis">{line.sku}</td>
              <td className="num">{formats.quantity(line.quantity)}</td>
              <td className="num text2">{amount(line.netBefore)}</td>
              <td className="num">{amount(line.netAfter)}</td>
              <td className="num text2">{amount(line.left?.marginBefore)}</td>
              <td className="num" data-margin>{amount(line.left?.marginAfter)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="replay-total">
            <th scope="row" colSpan={3}>{t(($) => $.promotions.sum)}</th>
            <td className="num">{formats.quantity(sum.quantity)}</td>
            <td className="num">{amount(sum.netBefore)}</td>
            <td className="num">{amount(sum.netAfter)}</td>
            <td className="num">{amount(sum.left?.marginBefore)}</td>
            <td className="num" data-sum-margin>{amount(sum.left?.marginAfter)}</td>
          </tr>
        </tfoot>
      </table>
    </>
  );
}
