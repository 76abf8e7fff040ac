import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconCash, IconClock, IconPlayerPause } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NewGoods, typedGoods } from '../../shared/till/new-goods.rules.ts';
import { sumMinor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { DraftCustomer } from '../sales/draft-customer.tsx';
import { DraftLines, fieldName } from '../sales/draft-lines.tsx';
import { GoodsField } from '../sales/goods-field.tsx';
import { counterSale, DraftOf, isBegun, useOrderDraft } from '../sales/order-draft.store.ts';
import { type DraftFigures, useDraftTotals } from '../sales/use-draft-totals.ts';
import { SaleScanSays } from '../sales/use-sale-scan.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { Loading } from '../ui/loading.tsx';
import { Pairs } from '../ui/section.tsx';
import { Tag } from '../ui/status.tsx';
import { ProblemLine } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { DrawerDialog } from './drawer-dialog.tsx';
import { NewGoodsDialog } from './new-goods-dialog.tsx';
import { ParkDialog, RecallDialog } from './parked-sales.tsx';
import { PayDialog } from './pay-dialog.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { usePrintReceipt } from './use-print-receipt.ts';
import { type Receipt, useTillScan } from './use-till-scan.ts';
import { type Sold, useTillSale } from './use-till-sale.ts';

/** The counter: scan or type goods, Enter, Enter. Everything else is a letter away. */
export function TillScreen() {
  return (
    <DraftOf value={counterSale}>
      <Counter />
    </DraftOf>
  );
}

function Counter() {
  const figures = useDraftTotals();
  return figures ? <Till figures={figures} /> : <Loading widths={[240, 120, 120]} />;
}

const focusOn = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

/** What stands over the till. */
type Over = { what: 'pay' | 'park' | 'recall' | 'drawer' } | { what: 'return'; receipt: Receipt | null } | { what: 'newGoods'; goods: NewGoods };

function Till({ figures }: { figures: DraftFigures }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const goods = useRef<HTMLInputElement>(null);
  const customer = useRef<HTMLInputElement>(null);
  const { draft, add, clear } = useOrderDraft();
  const [over, setOver] = useState<Over>();
  const [sold, setSold] = useState<Sold>();
  const mine = useQueryOf('drawer.mine', undefined).data;
  const waiting = useQueryOf('parkedSale.list', undefined).data?.rows.length ?? 0;
  const role = useQueryOf('session.get', undefined).data?.user?.role;
  const sale = useTillSale(figures.country, (done) => {
    setSold(done);
    setOver(undefined);
  });
  const begun = isBegun(draft);
  const addGoods: typeof add = (...goods) => {
    setSold(undefined);
    add(...goods);
  };
  const says = useTillScan({ goods: addGoods, receipt: (receipt) => setOver({ what: 'return', receipt }), unknown: (code) => setOver({ what: 'newGoods', goods: { code, name: '' } }) });
  const pay = (): void => {
    const { trouble } = figures;
    if (draft.lines.length === 0) focusOn('.till-goods [role=combobox]');
    else if (trouble) focusOn(`[name="${fieldName(trouble.line, trouble.field)}"]`);
    else setOver({ what: 'pay' });
  };
  const group = t(($) => $.till.title);
  const verb = (id: string, label: string, keys: string, icon: React.ReactNode, run: () => void): Action => ({ id: `till.${id}`, label, group, keys, icon, run });
  const verbs: Action[] = [
    verb('return', t(($) => $.till.takeBack), 'r', <IconArrowBackUp size={20} stroke={1.8} />, () => setOver({ what: 'return', receipt: null })),
    draft.lines.length > 0
      ? verb('park', t(($) => $.till.park), 'h', <IconPlayerPause size={20} stroke={1.8} />, () => setOver({ what: 'park' }))
      : verb('recall', t(($) => $.till.recallMany, { count: waiting }), 'l', <IconClock size={20} stroke={1.8} />, () => setOver({ what: 'recall' })),
    verb('drawer', mine?.drawer ? t(($) => $.till.drawer) : t(($) => $.till.openDrawer), 'd', <IconCash size={20} stroke={1.8} />, () => setOver({ what: 'drawer' })),
    { id: 'till.pay', label: t(($) => $.till.pay), group, keys: 'enter', run: pay },
  ];
  const print = usePrintReceipt();
  const leave = (): void => void navigate({ to: '/orders' });
  useActions('screen', [
    ...verbs,
    { id: 'till.goods', label: t(($) => $.newOrder.goods), group, keys: '/', run: () => goods.current?.focus() },
    { id: 'till.customer', label: t(($) => $.newOrder.findCustomer), group, keys: 'c', run: () => customer.current?.focus() },
    { id: 'till.newGoods', label: t(($) => $.till.newGoods), group, keys: 'n', run: () => setOver({ what: 'newGoods', goods: { code: '', name: '' } }) },
    ...(sold ? [{ id: 'till.receipt', label: t(($) => $.till.printReceipt), group, keys: 'p', run: () => print(sold) }] : []),
    ...(begun ? [{ id: 'till.clear', label: t(($) => $.newOrder.discard), group, keys: 'mod+backspace', run: clear }] : []),
    { id: 'till.leave', label: t(($) => $.till.leave), group, keys: 'escape', onlyKey: true, run: leave },
  ]);
  // Enter in the empty goods field pays: hands stay where they are.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing || event.target !== goods.current) return;
    event.preventDefault();
    pay();
  };
  const close = (): void => {
    sale.forget();
    setOver(undefined);
  };
  return (
    <main className="station till">
      <header className="station-head">
        <ActionIcon size={40} aria-label={t(($) => $.till.leave)} onClick={leave}>
          <IconArrowLeft size={20} stroke={1.8} />
        </ActionIcon>
        <h1 className="station-title">{group}</h1>
        <span className="spring" />
        {mine?.drawer ? <Tag kind="done" tone="ok">{t(($) => $.till.drawerIsOpen, { number: mine.drawer.number, who: mine.drawer.userName })}</Tag> : <Tag kind="look" tone="warn">{t(($) => $.till.noDrawer)}</Tag>}
      </header>
      <div className="till-work">
        {/* The field keeps its own keys; this only hears the Enter it left alone. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <section className="till-goods" onKeyDown={onKeyDown}>
          <GoodsField label={t(($) => $.newOrder.goods)} description={t(($) => $.till.goodsHint)} keys="/" inputRef={goods} onPick={addGoods} onNew={(text) => setOver({ what: 'newGoods', goods: typedGoods(text) })} />
          <SaleScanSays says={says} />
          {draft.lines.length > 0 ? <DraftLines figures={figures} /> : <Idle sold={sold} onPrint={print} />}
        </section>
        <aside className="till-side">
          <DraftCustomer keys="c" inputRef={customer} />
          <TillTotal figures={figures} />
        </aside>
      </div>
      <div className="station-verbs">
        {verbs.map((action, place) => (
          <ActionButton key={action.id} action={action} variant={place === verbs.length - 1 ? 'filled' : 'default'} />
        ))}
      </div>
      <footer className="station-foot">{t(($) => $.till.foot)}</footer>
      {over?.what === 'pay' && figures.totals && (
        <PayDialog total={figures.totals.total} pending={sale.pending} problem={sale.problem} mayOverrule={role === 'owner' || role === 'manager'} onPay={sale.pay} onClose={close} />
      )}
      {over?.what === 'park' && <ParkDialog draft={draft} onClose={close} />}
      {over?.what === 'recall' && <RecallDialog onClose={close} />}
      {over?.what === 'return' && <ReturnDialog receipt={over.receipt} onClose={close} />}
      {over?.what === 'newGoods' && <NewGoodsDialog goods={over.goods} onMade={(offer) => addGoods(offer, pieces(1))} onClose={close} />}
      {over?.what === 'drawer' && mine && <DrawerDialog mine={mine} onClose={close} />}
    </main>
  );
}

/** Between two customers: what the last one gets back, in figures for two metres. */
function Idle({ sold, onPrint }: { sold: Sold | undefined; onPrint: (sold: Sold) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="scan-panel" data-kind={sold ? 'ok' : 'idle'} role="status" aria-live="polite">
      {sold ? (
        <div className="scan-told">
          <div className="scan-says">{t(($) => $.till.sold, { number: sold.number, total: formats.money(sold.total) })}</div>
          <div className="scan-item">{sold.change > 0 ? t(($) => $.till.change, { amount: formats.money(sold.change) }) : t(($) => $.till.noChange)}</div>
          <Button variant="default" h={56} style={{ marginTop: 24 }} rightSection={<Key keys="p" />} onClick={() => onPrint(sold)}>
            {t(($) => $.till.printReceipt)}
          </Button>
        </div>
      ) : (
        t(($) => $.till.idle)
      )}
    </div>
  );
}

function TillTotal({ figures }: { figures: DraftFigures }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { draft, change } = useOrderDraft();
  const { totals, trouble, currency } = figures;
  return (
    <div className="till-total">
      <MoneyField
        name={fieldName(null, 'discount')}
        label={t(($) => $.newOrder.orderDiscount)}
        currency={currency}
        value={draft.discount}
        onChange={(discount) => change({ discount })}
        {...(trouble?.line === null && { error: <ProblemLine problem={{ code: 'REFUSED', data: trouble.refusal }} /> })}
      />
      <span className="spring" />
      <Pairs
        rows={[
          [t(($) => $.till.pieces), formats.quantity(quantity(draft.lines.reduce((sum, line) => sum + (line.quantity ?? 0), 0)))],
          [t(($) => $.orders.tax), totals ? formats.money(sumMinor(totals.lines.map((row) => row.tax))) : '—'],
        ]}
      />
      <div className="till-due" aria-live="polite">
        <span className="text2">{t(($) => $.orders.total)}</span>
        <span className="till-figure num">{totals ? formats.money(totals.total) : '—'}</span>
      </div>
    </div>
  );
}
