import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sumMinor } from '../../shared/units/minor.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { CurrencyField } from '../accounting/currency-field.tsx';
import { refusalOf } from '../client/problem.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField } from '../ui/fields.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemLine, ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { DraftCustomer } from './draft-customer.tsx';
import { DraftLines, fieldName } from './draft-lines.tsx';
import { DraftShipFrom } from './order-ship-from.tsx';
import { GoodsField } from './goods-field.tsx';
import { type Handover, handovers, isBegun, useOrderDraft } from './order-draft.store.ts';
import { useDraftSubmit } from './use-draft-submit.ts';
import { type DraftFigures, useDraftTotals } from './use-draft-totals.ts';
import { SaleScanSays } from './use-sale-scan.tsx';
import { useScannedGoods } from './use-scanned-goods.ts';

/** An order taken by phone, by mail or over the counter, typed without a mouse: goods, customer, take it. */
export function NewOrderScreen() {
  const { t } = useTranslation();
  const figures = useDraftTotals();
  const title = <Trail parent={<Link to="/orders">{t(($) => $.orders.title)}</Link>}>{t(($) => $.newOrder.title)}</Trail>;
  if (!figures)
    return (
      <Screen title={title}>
        <Loading widths={[200, 120, 120]} />
      </Screen>
    );
  return <TypedOrder title={title} figures={figures} />;
}

function TypedOrder({ title, figures }: { title: React.ReactNode; figures: DraftFigures }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const goods = useRef<HTMLInputElement>(null);
  const [tried, setTried] = useState(false);
  const { draft, add, change, clear } = useOrderDraft();
  const { pending, problem, submit } = useDraftSubmit(figures.country);
  const says = useScannedGoods(add);
  const role = useQueryOf('session.get', undefined).data?.user?.role;
  const mayOverrule = role === 'owner' || role === 'manager';
  const empty = draft.lines.length === 0;
  const take = (): void => {
    const { trouble } = figures;
    setTried(true);
    if (empty) goods.current?.focus();
    else if (trouble) document.querySelector<HTMLElement>(`[name="${fieldName(trouble.line, trouble.field)}"]`)?.focus();
    else if (!pending) submit();
  };
  const group = t(($) => $.newOrder.title);
  const save: Action = { id: 'newOrder.take', label: t(($) => $.newOrder.take[draft.handover]), group, keys: 'mod+enter', whileTyping: true, run: take };
  const find: Action = { id: 'newOrder.goods', label: t(($) => $.newOrder.goods), group, keys: '/', run: () => goods.current?.focus() };
  const discard: Action = { id: 'newOrder.discard', label: t(($) => $.newOrder.discard), group, keys: 'mod+backspace', run: clear };
  const back: Action = { id: 'newOrder.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/orders' }) };
  useActions('screen', [save, find, back, ...(isBegun(draft) ? [discard] : [])]);
  return (
    <Screen
      title={title}
      buttons={
        <>
          {isBegun(draft) && (
            <Button variant="subtle" onClick={clear}>
              {discard.label}
            </Button>
          )}
          <ActionButton action={save} loading={pending} />
        </>
      }
    >
      <div className="scroll with-aside">
        <section className="column" style={{ padding: 16, gap: 12, minWidth: 0 }}>
          <SegmentedControl
            aria-label={t(($) => $.newOrder.handover)}
            style={{ alignSelf: 'flex-start' }}
            data={handovers.map((value) => ({ value, label: t(($) => $.newOrder.handovers[value]) }))}
            value={draft.handover}
            onChange={(value) => change({ handover: handovers.find((one) => one === value) ?? ('parcel' satisfies Handover) })}
          />
          {draft.handover === 'parcel' && <OrderCurrency on={figures.currency} />}
          <GoodsField
            first
            label={t(($) => $.newOrder.goods)}
            description={t(($) => $.newOrder.goodsHint)}
            keys="/"
            inputRef={goods}
            onPick={add}
          />
          <SaleScanSays says={says} />
          {empty ? <p className={tried ? 'warn' : 'text2'}>{t(($) => $.newOrder.noLines)}</p> : <DraftLines figures={figures} />}
          {problem !== undefined && (
            <ProblemPanel problem={problem}>
              {mayOverrule && refusalOf(problem)?.code === 'price.underFloor' && (
                <Button variant="default" loading={pending} onClick={() => submit(true)}>
                  {t(($) => $.pricing.sellAnyway)}
                </Button>
              )}
            </ProblemPanel>
          )}
        </section>
        <aside className="aside">
          <DraftCustomer />
          <DraftShipFrom country={figures.country} />
          <DraftMoney figures={figures} />
          <Section title={t(($) => $.orders.note)} side={t(($) => $.ui.optional)} />
          <Textarea autosize minRows={2} aria-label={t(($) => $.orders.note)} value={draft.note} onChange={(event) => change({ note: event.currentTarget.value })} />
        </aside>
      </div>
    </Screen>
  );
}

/** Another currency than the shop's, where it has rates; a price that was typed before is none any more. */
function OrderCurrency({ on }: { on: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const { draft, change } = useOrderDraft();
  const known = useQueryOf('exchangeRate.list', { limit: 1 }).data?.currencies ?? [];
  const rate = useQueryOf('exchangeRate.find', { currency: on, on: dayOf(now, formats.timeZone) }, { enabled: on !== formats.currency }).data?.rate;
  if (known.length === 0) return null;
  const choose = (currency: string): void =>
    change({ currency: currency === formats.currency ? null : currency, shipping: null, discount: null, lines: draft.lines.map((line) => ({ ...line, unitPrice: null, discount: null })) });
  return (
    <CurrencyField
      label={t(($) => $.currencies.inCurrency)}
      among={[formats.currency, ...known.map(({ currency }) => currency)]}
      value={on}
      onChange={choose}
      {...(on !== formats.currency && { description: rate ? t(($) => $.currencies.latest, { currency: on, rate: rate.rate, home: formats.currency, on: formats.fullDay(rate.onDay) }) : t(($) => $.currencies.noRate, { currency: on }) })}
    />
  );
}

/** Postage and discount, then what they and the lines add up to by the rules that will price the order. */
function DraftMoney({ figures }: { figures: DraftFigures }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { draft, change } = useOrderDraft();
  const { totals, trouble, currency } = figures;
  const rows = totals && [...totals.lines, ...totals.charges];
  const sums = [
    [t(($) => $.orders.goods), totals && sumMinor(totals.lines.map((row) => row.net))],
    [t(($) => $.orders.charges.shipping), totals && sumMinor(totals.charges.map((row) => row.net))],
    [t(($) => $.orders.tax), rows && sumMinor(rows.map((row) => row.tax))],
    ...(totals && totals.rounding !== 0 ? [[t(($) => $.orders.charges.rounding), totals.rounding] as const] : []),
  ] as const;
  return (
    <>
      <Section title={t(($) => $.newOrder.sums)} />
      <div className="draft-address">
        <MoneyField name={fieldName(null, 'shipping')} label={t(($) => $.orders.charges.shipping)} currency={currency} value={draft.shipping} onChange={(shipping) => change({ shipping })} />
        <MoneyField
          name={fieldName(null, 'discount')}
          label={t(($) => $.newOrder.orderDiscount)}
          currency={currency}
          value={draft.discount}
          onChange={(discount) => change({ discount })}
          {...(trouble?.line === null && { error: <ProblemLine problem={{ code: 'REFUSED', data: trouble.refusal }} /> })}
        />
      </div>
      <div className="money-block" style={{ marginTop: 12 }} aria-live="polite">
        <Pairs
          rows={[
            ...sums.map(([label, amount]) => [label, amount === undefined ? '—' : formats.moneyIn(amount, currency)] as const),
            [
              <span key="label" className="medium" style={{ color: 'var(--sw-text)' }}>
                {t(($) => $.orders.total)}
              </span>,
              <span key="total" className="strong num" style={{ fontSize: 20, lineHeight: '28px' }}>
                {totals ? formats.moneyIn(totals.total, currency) : '—'}
              </span>,
            ],
          ]}
        />
      </div>
    </>
  );
}
