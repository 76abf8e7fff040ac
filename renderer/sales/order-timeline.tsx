import { useTranslation } from 'react-i18next';
import { exceptionKinds } from '../../shared/sales/exception.rules.ts';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useRuleName } from './exception-words.ts';
import type { Order } from './order-peek.tsx';

type Document = Order['timeline'][number];

const glyphs: Record<Document['kind'], GlyphKind> = {
  order: 'done',
  payment: 'done',
  shipment: 'done',
  cancellation: 'off',
  refund: 'half',
  hold: 'wait',
  holdEnd: 'done',
  exception: 'look',
  exceptionEnd: 'done',
  shipmentCancel: 'off',
  paymentVoid: 'off',
  expiry: 'off',
  reminder: 'wait',
  reinstatement: 'done',
  revision: 'half',
  approval: 'done',
  approvalEnd: 'off',
};

/** What happened to an order, newest first: what, its number or tracking, when and who. */
export function OrderTimeline({ events, currency }: { events: readonly Document[]; currency: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const ruleName = useRuleName();
  /** An exception is stored by its kind; what a person wrote stands as written. */
  const saysOf = (says: string): string => {
    const kind = exceptionKinds.find((one) => one === says);
    if (kind !== undefined && kind !== 'check') return t(($) => $.exceptions[kind].title, { sku: '…', number: '…' });
    return ruleName({ code: says, name: says });
  };
  const newestFirst = [...events].sort((a, b) => b.at - a.at);
  return (
    <Timeline
      events={newestFirst.map((event) => ({
        id: `${event.kind}.${event.id}`,
        kind: glyphs[event.kind],
        what: t(($) => $.documents[event.kind], { says: event.says ?? '', amount: event.amount === null ? '' : formats.moneyIn(event.amount, currency) }),
        ...(event.says !== null && event.kind !== 'expiry' && { link: saysOf(event.says) }),
        when: [formats.moment(event.at), event.userName].filter((part) => part !== null).join(' · '),
      }))}
    />
  );
}
