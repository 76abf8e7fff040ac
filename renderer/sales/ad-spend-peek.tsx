import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { SpendState } from './spend-state.tsx';

/** One spend: what each order bears of it, adding up to the whole. */
export function AdSpendPeek({ adSpendId, onClose }: { adSpendId: number; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const answer = useQueryOf('adSpend.shares', { adSpendId });
  const spend = answer.data;
  const [withdraw, restore] = [useCommand('adSpend.withdraw'), useCommand('adSpend.restore')];
  const takeBack = {
    id: 'adSpend.withdraw',
    label: t(($) => $.profit.costTakeBack),
    group: t(($) => $.ads.title),
    keys: 'mod+backspace',
    run: () => withdraw.mutate({ adSpendId }, { onSuccess: () => (show(t(($) => $.profit.costWithdrawn), () => restore.mutateAsync({ adSpendId })), onClose()) }),
  };
  useActions('peek', [takeBack, { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const name = spend?.name ?? t(($) => $.ads.everything);
  return (
    <Peek label={name} title={name} onClose={onClose} footer={<ActionButton action={takeBack} variant="default" />}>
      {answer.error !== null && <ProblemPanel problem={answer.error} />}
      {withdraw.error !== null && <ProblemPanel problem={withdraw.error} />}
      {spend && (
        <>
          <Pairs
            rows={[
              [t(($) => $.ads.days), `${formats.day(spend.fromOn)} – ${formats.day(spend.throughOn)}`],
              [t(($) => $.ads.state), <SpendState key="state" isOver={spend.isOver} />],
              [t(($) => $.ads.amount), formats.moneyIn(spend.amount, spend.currency)],
              ...(spend.note === '' ? [] : [[t(($) => $.profit.costNote), spend.note] as const]),
            ]}
          />
          <p className="text2 text-wrap" style={{ marginTop: 8 }}>{spend.isOver ? t(($) => $.ads.actualText) : t(($) => $.ads.estimateText)}</p>
          <Section title={t(($) => $.ads.shares)} side={t(($) => $.ads.bearers, { count: spend.orders.length + spend.rest.orders })} />
          {spend.orders.length === 0 ? (
            <p className="text2 text-wrap">{t(($) => $.ads.nobody)}</p>
          ) : (
            <table className="plan-table">
              <thead>
                <tr>
                  <th>{t(($) => $.ads.order)}</th>
                  <th className="num">{`${t(($) => $.ads.sold)} ${formats.currencySymbol}`}</th>
                  <th className="num">{`${t(($) => $.ads.bears)} ${formats.currencySymbol}`}</th>
                </tr>
              </thead>
              <tbody>
                {spend.orders.map((order) => (
                  <tr key={order.orderId}>
                    <td>
                      <button type="button" className="plain link code" onClick={() => void navigate({ to: '/orders/$orderId', params: { orderId: String(order.orderId) } })}>
                        {order.number}
                      </button>
                    </td>
                    <td className="num text2">{formats.amount(order.sold)}</td>
                    <td className="num">{formats.amount(order.share)}</td>
                  </tr>
                ))}
                {spend.rest.orders > 0 && (
                  <tr>
                    <td className="text2">{t(($) => $.ads.others, { count: spend.rest.orders })}</td>
                    <td className="num text2">{formats.amount(spend.rest.sold)}</td>
                    <td className="num">{formats.amount(spend.rest.share)}</td>
                  </tr>
                )}
                <tr className="strong">
                  <td colSpan={2}>{t(($) => $.ads.total)}</td>
                  <td className="num">{formats.amount(spend.amount)}</td>
                </tr>
              </tbody>
            </table>
          )}
        </>
      )}
    </Peek>
  );
}
