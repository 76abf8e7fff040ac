import { useTranslation } from 'react-i18next';
import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { StockRow } from './stock-screen.tsx';

export const stockDialogKinds = ['receive', 'adjust', 'hold', 'release'] as const;
export type StockDialogKind = (typeof stockDialogKinds)[number];

export interface Booking {
  readonly locationId: number;
  readonly quantity: Quantity;
  readonly reason: string;
  readonly value: Minor | null;
  readonly lots: LotAsked[];
  readonly occurredAt: Instant | undefined;
  /** So much is costed again that it goes on in the background. */
  readonly asJob: boolean;
}

/** Books what the dialog says: at once, or late goods with much behind them as a job. */
export function useBooking(row: StockRow, onDone: () => void): { pending: boolean; error: unknown; book: (kind: StockDialogKind, booking: Booking) => void } {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const receive = useCommand('stock.receive');
  const adjust = useCommand('stock.adjust');
  const hold = useCommand('stock.hold');
  const release = useCommand('stock.release');
  const start = useCommand('job.start');
  const book = (kind: StockDialogKind, { locationId, quantity: amount, reason, value, lots, occurredAt, asJob }: Booking): void => {
    const done = (undo?: () => Promise<unknown>): void => {
      show(t(($) => $.stock.booked, { quantity: formats.signedQuantity(amount), name: row.name }), undo);
      onDone();
    };
    const when = occurredAt === undefined ? {} : { occurredAt };
    const line = (by: Quantity) => ({ variantId: row.variantId, quantity: by, ...(lots.length > 0 && { lots }) });
    const adjustment = (by: Quantity) => ({ locationId, reason, ...when, lines: [{ ...line(by), ...(value !== null && { value }) }] });
    // An adjustment is taken back by its opposite for the same reason. Goods received have a supplier's side too: no toast undoes that.
    if (kind === 'adjust') return adjust.mutate(adjustment(amount), { onSuccess: () => done(() => adjust.mutateAsync(adjustment(quantity(-amount)))) });
    if (kind === 'hold' || kind === 'release') {
      // Each is the other's way back.
      const [act, back] = kind === 'hold' ? [hold, release] : [release, hold];
      const held = { variantId: row.variantId, locationId, quantity: amount, ...when, ...(lots.length > 0 && { lots }) };
      return act.mutate(held, { onSuccess: () => done(() => back.mutateAsync(held)) });
    }
    if (value === null) return;
    const receipt = { locationId, ...when, lines: [{ ...line(amount), value }] };
    if (asJob) start.mutate({ kind: t(($) => $.stock.receive), method: 'stock.receiveBatch', items: [receipt] }, { onSuccess: () => done() });
    else receive.mutate(receipt, { onSuccess: () => done() });
  };
  const all = [receive, adjust, hold, release, start];
  return { pending: all.some((one) => one.isPending), error: all.find((one) => one.error !== null)?.error ?? null, book };
}
