import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { CountDialog } from './count-dialog.tsx';
import { methodName } from './pay-dialog.tsx';
import { useReceiptPrinter } from './use-print-receipt.ts';

type Report = OutputOf<'drawer.report'>;

/** What went through a drawer: an X report while it is open, its Z report afterwards. */
export function DrawerPeek({ drawerId, onClose }: { drawerId: number; onClose: () => void }) {
  const { t } = useTranslation();
  const report = useQueryOf('drawer.report', { drawerId }).data;
  const denominations = useQueryOf('drawer.mine', undefined).data?.denominations ?? [];
  const [counting, setCounting] = useState(false);
  const print = usePrintDrawer(drawerId);
  useActions('peek', [...(print ? [print] : []), { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  if (!report) return <Peek label={t(($) => $.till.drawer)} title="" onClose={onClose}><Loading widths={[120, 160, 120]} /></Peek>;
  return (
    <Peek
      label={t(($) => $.till.drawerOf, { number: report.number })}
      title={`${t(($) => $.till.report[report.kind])} · ${report.number}`}
      onClose={onClose}
      footer={
        (print || report.count) && (
          <>
            {print && <ActionButton action={print} variant="default" />}
            {report.count && <Button variant="default" onClick={() => setCounting(true)}>{t(($) => $.till.recount)}</Button>}
          </>
        )
      }
    >
      <Cash report={report} />
      <Sales report={report} />
      {counting && <CountDialog drawerId={report.id} number={report.number} denominations={denominations} verb="recount" onClose={() => setCounting(false)} />}
    </Peek>
  );
}

/** The report on the roll of the shop's first receipt printer; not offered where there is none. */
function usePrintDrawer(drawerId: number): Action | undefined {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const fail = useToasts((toasts) => toasts.fail);
  const printer = useReceiptPrinter();
  if (!printer) return undefined;
  const run = (): void =>
    void client.call('printer.sendDrawer', { drawerId, printerId: printer.id }).then(
      () => show(t(($) => $.till.reportSent, { name: printer.name })),
      (problem: unknown) => fail(problem),
    );
  return { id: 'drawer.print', label: t(($) => $.till.printReport), group: t(($) => $.keys.here), keys: 'p', run };
}

function Cash({ report }: { report: Report }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { count } = report;
  return (
    <>
      <Section title={t(($) => $.till.drawer)} side={`${report.userName} · ${formats.moment(report.openedAt)}`} />
      <Pairs
        rows={[
          [t(($) => $.till.float), formats.money(report.float)],
          ...report.cash.filter(({ amount }) => amount !== 0).map(({ cause, amount }) => [t(($) => $.till.causes[cause]), formats.signed(amount)] as const),
          [<span key="expected" className="medium">{t(($) => $.till.expected)}</span>, <span key="sum" className="medium num">{formats.money(report.expected)}</span>],
          ...(count ? ([[t(($) => $.till.counted), formats.money(count.counted)], [t(($) => $.till.difference), <span key="difference" className={count.difference === 0 ? 'num' : 'num warn'}>{formats.signed(count.difference)}</span>]] as const) : []),
        ]}
      />
      {count && <p className="caption text3">{t(($) => $.till.countedBy, { who: count.userName, when: formats.moment(count.countedAt) })}</p>}
      {report.movements.length > 0 && (
        <Pairs rows={report.movements.map(({ direction, reason, amount, note, occurredAt }) => [`${formats.time(occurredAt)} ${t(($) => $.till.reasons[reason])}${note === '' ? '' : ` · ${note}`}`, `${direction === 'in' ? '+' : '−'}${formats.amount(amount)}`] as const)} />
      )}
    </>
  );
}

function Sales({ report }: { report: Report }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Section title={t(($) => $.till.tenders)} side={t(($) => $.till.salesCount, { count: report.sales.count })} />
      <Pairs rows={[...report.tenders.map(({ method, amount }) => [methodName(t, method), formats.money(amount)] as const), [<span key="total" className="medium">{t(($) => $.orders.total)}</span>, <span key="sum" className="medium num">{formats.money(report.sales.total)}</span>]]} />
      <Section title={t(($) => $.till.taxes)} />
      <Pairs
        rows={report.taxes.map(({ taxRate, net, tax }) => [
          taxRate === null || taxRate === 0 ? t(($) => $.till.untaxed, { net: formats.money(net) }) : t(($) => $.till.taxOf, { rate: formats.percent(taxRate), net: formats.money(net) }),
          formats.money(tax),
        ] as const)}
      />
    </>
  );
}
