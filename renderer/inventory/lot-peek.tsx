import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useStockWords } from './stock-words.ts';

/** The recall list of a lot: where it came from, who has it, and all that happened to it in order. */
export function LotPeek({ lotId, onClose }: { lotId: number; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useStockWords();
  const recall = useQueryOf('lot.recall', { lotId });
  const hold = useCommand('lot.hold');
  const release = useCommand('lot.release');
  const lot = recall.data;
  const group = t(($) => $.inventory.lots);
  const act = lot?.held
    ? { id: 'lot.release', label: t(($) => $.inventory.releaseLot), group, keys: 'h', run: () => release.mutate({ lotId }) }
    : { id: 'lot.hold', label: t(($) => $.inventory.holdLot), group, keys: 'h', run: () => hold.mutate({ lotId }) };
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }, act]);
  const problem = recall.error ?? hold.error ?? release.error;
  const tag = lot?.held ? <Tag kind="stop" tone="bad">{t(($) => $.inventory.held)}</Tag> : undefined;
  return (
    <Peek label={lot?.code ?? ''} title={lot?.code ?? ''} tag={tag} onClose={onClose} footer={<ActionButton action={act} variant="default" />}>
      {problem !== null && <ProblemPanel problem={problem} />}
      {lot && (
        <>
          <p>
            {lot.name} <span className="text3 code">{lot.sku}</span>
          </p>
          <p className="text2">
            {t(($) => $.stock.onHand)} <span className="num medium">{formats.quantity(lot.onHand)}</span>
            {lot.expiresOn !== null && ` · ${t(($) => $.inventory.expires)} ${lot.expiresOn}`}
          </p>
          <Section title={t(($) => $.inventory.reached)} />
          {lot.orders.length === 0 && <p className="text2">{t(($) => $.inventory.reachedNobody)}</p>}
          {lot.orders.map((order) => (
            <div key={order.orderId} className="movement">
              <span className="code">{order.number}</span>
              <span className="ellipsis">{[order.recipient, order.phone, order.email].filter((text) => text !== null && text !== '').join(' · ')}</span>
              <span className="num medium">{formats.quantity(order.shipped)}</span>
              <span className="num text2">{order.back === 0 ? '' : t(($) => $.inventory.backSide, { quantity: formats.quantity(order.back) })}</span>
            </div>
          ))}
          <Section title={t(($) => $.inventory.receipts)} />
          {lot.receipts.map((receipt) => (
            <div key={`${receipt.document.kind}.${receipt.document.id}`} className="row" style={{ minHeight: 26 }}>
              <span className="code">{receipt.document.number ?? words.kind('opening')}</span>
              <span className="text3">{formats.dateTime(receipt.occurredAt)}</span>
              <span className="spring" />
              <span className="num medium">{formats.signedQuantity(receipt.quantity)}</span>
            </div>
          ))}
          <Section title={t(($) => $.inventory.life)} />
          {lot.life.map((step) => (
            <div key={step.movementId} className="movement" title={formats.moment(step.occurredAt)}>
              <span className="text3">{formats.dateTime(step.occurredAt).slice(0, 6)}</span>
              <span className="ellipsis">{`${words.movement(step)} · ${step.location}`}</span>
              <span className="num medium">{formats.signedQuantity(step.quantity)}</span>
              <span className="num text2 code">{step.document.number ?? ''}</span>
            </div>
          ))}
        </>
      )}
    </Peek>
  );
}
