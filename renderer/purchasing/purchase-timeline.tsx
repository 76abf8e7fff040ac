import { useTranslation } from 'react-i18next';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { PurchaseOrder } from './purchase-order-screen.tsx';

type Event = PurchaseOrder['timeline'][number];

const glyphs: Record<Event['kind'], GlyphKind> = {
  asked: 'wait',
  quoted: 'done',
  drafted: 'todo',
  placed: 'wait',
  received: 'done',
  receiptCancelled: 'off',
  billed: 'done',
  billCancelled: 'off',
  paid: 'done',
  returned: 'half',
  claimed: 'look',
  landed: 'done',
  cancelled: 'off',
  reopened: 'wait',
};

/** What happened to an order, newest first: what, its document, when and who. */
export function PurchaseTimeline({ events }: { events: readonly Event[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Timeline
      events={events.map((event) => ({
        id: `${event.kind}.${event.documentKind}.${event.documentId}.${event.at}.${event.amount ?? ''}`,
        kind: glyphs[event.kind],
        what: t(($) => $.purchasing.events[event.kind], {
          quantity: event.quantity === null ? '' : formats.quantity(event.quantity),
          amount: event.amount === null || event.amount === undefined ? '' : formats.money(event.amount),
        }),
        link: event.number,
        when: [formats.moment(event.at), event.who].filter((part) => part !== '').join(' · '),
      }))}
    />
  );
}
