import { useTranslation } from 'react-i18next';
import type { FulfilmentState, PaymentState } from '../../shared/sales/order-state.rules.ts';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Status, Tag, tagTone } from '../ui/status.tsx';

const paymentGlyphs: Record<PaymentState, GlyphKind> = {
  notDue: 'off',
  unpaid: 'todo',
  partlyPaid: 'half',
  paid: 'done',
  overpaid: 'look',
  refundOwed: 'look',
  partlyRefunded: 'half',
  refunded: 'off',
};

const fulfilmentGlyphs: Record<FulfilmentState, GlyphKind> = { open: 'todo', allocated: 'half', partlyShipped: 'half', shipped: 'done', cancelled: 'off' };

/** What an order's two states look like; holds and exceptions come before both, because they stop the work. */
export interface OrderState {
  readonly payment: PaymentState;
  readonly fulfilment: FulfilmentState;
  readonly holds: number;
  readonly exceptions: number;
}

export function PaymentStatus({ state }: { state: OrderState }) {
  const { t } = useTranslation();
  return <Status kind={paymentGlyphs[state.payment]}>{t(($) => $.paymentStates[state.payment])}</Status>;
}

export function GoodsStatus({ state }: { state: OrderState }) {
  const { t } = useTranslation();
  if (state.exceptions > 0) return <Status kind="look">{t(($) => $.orders.views.needsAttention)}</Status>;
  if (state.holds > 0) return <Status kind="wait">{t(($) => $.orders.held)}</Status>;
  return <Status kind={fulfilmentGlyphs[state.fulfilment]}>{t(($) => $.fulfilmentStates[state.fulfilment])}</Status>;
}

/** The same as tinted tags, for headers and peeks. A hold stops the goods, so it stands in their place. */
export function OrderTags({ state }: { state: OrderState }) {
  const { t } = useTranslation();
  const [payment, goods] = [paymentGlyphs[state.payment], fulfilmentGlyphs[state.fulfilment]];
  return (
    <>
      {state.holds > 0 ? (
        <Tag kind="wait" tone="warn">
          {t(($) => $.orders.held)}
        </Tag>
      ) : (
        <Tag kind={goods} tone={tagTone[goods]}>
          {t(($) => $.fulfilmentStates[state.fulfilment])}
        </Tag>
      )}
      <Tag kind={payment} tone={tagTone[payment]}>
        {t(($) => $.paymentStates[state.payment])}
      </Tag>
    </>
  );
}
