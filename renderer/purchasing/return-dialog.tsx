import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

export type Receipt = OutputOf<'purchaseReceipt.get'>;
type Line = Receipt['lines'][number];
type Place = OutputOf<'lot.places'>['places'][number];
type Sent = InputOf<'purchaseReturn.send'>['lines'][number];

/** Whether anything of a line may still go back; who counts it blind is not told how much. */
export const someLeft = ({ quantity: came, returned }: Line): boolean => came === undefined || came > returned;

/** How much of a line goes back, and from where. */
interface Back {
  quantity: Quantity | null;
  place: Place | undefined;
}

/** Goods go back to their supplier: not billed yet they are owed no more, billed ones become a claim. */
export function ReturnDialog({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const send = useCommand('purchaseReturn.send');
  const cancel = useCommand('purchaseReturn.cancel');
  const [back, setBack] = useState<Readonly<Record<number, Back>>>({});
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const lines = receipt.lines.flatMap((line) => sentOf(line, back[line.id]));
  const submit = (): void => {
    setTried(true);
    if (lines.length === 0) return;
    send.mutate({ goodsReceiptId: receipt.id, lines, ...(note.trim() !== '' && { note }) }, {
      onSuccess: ({ number, purchaseReturnId }) => {
        show(t(($) => $.receipts.sentBack, { number }), () => cancel.mutateAsync({ purchaseReturnId, reason: t(($) => $.receipts.byMistake) }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.receipts.returnTitle, { number: receipt.number })} verb={t(($) => $.receipts.sendBack)} pending={send.isPending} problem={send.error} onSubmit={submit} onClose={onClose}>
      {receipt.lines.filter(someLeft).map((line, place) => (
        <LineBack key={line.id} line={line} locationId={receipt.locationId} first={place === 0} back={back[line.id]} onChange={(next) => setBack((known) => ({ ...known, [line.id]: next }))} />
      ))}
      {tried && lines.length === 0 && <p className="bad">{t(($) => $.receipts.nothingBack)}</p>}
      <TextInput label={t(($) => $.receipts.why)} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </DialogForm>
  );
}

function sentOf(line: Line, back: Back | undefined): Sent[] {
  if (!back?.quantity || back.quantity <= 0) return [];
  const { quantity: count, place } = back;
  const held = quantity(Math.min(place?.onHold ?? 0, count));
  return [
    {
      purchaseReceiptLineId: line.id,
      quantity: count,
      ...(place?.binId !== undefined && place.binId !== null && { binId: place.binId }),
      ...(place?.lot !== undefined && place.lot !== null && { lots: [{ code: place.lot, quantity: count }] }),
      // What lies on hold came damaged or is under question: it goes first.
      ...(held > 0 && { onHold: held }),
    },
  ];
}

interface LineBackProps {
  line: Line;
  locationId: number;
  first: boolean;
  back: Back | undefined;
  onChange: (back: Back) => void;
}

function LineBack({ line, locationId, first, back, onChange }: LineBackProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const answer = useQueryOf('lot.places', { variantId: line.variantId });
  const places = (answer.data?.places ?? []).filter((place) => place.locationId === locationId && (place.onHand ?? 1) > 0);
  const place = back?.place ?? places.find(({ onHold }) => (onHold ?? 0) > 0) ?? places[0];
  const names = places.map((one, at) => ({ value: String(at), label: [one.bin ?? t(($) => $.counts.noBin), one.lot, one.onHand === undefined ? null : formats.quantity(one.onHand)].filter((part) => part !== null).join(' · ') }));
  const left = line.quantity === undefined ? undefined : quantity(line.quantity - line.returned);
  return (
    <fieldset className="plain column" style={{ gap: 4, border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend className="row" style={{ padding: 0, minWidth: 0 }}>
        <span className="medium ellipsis">{line.name}</span>
        <span className="caption code">{line.sku}</span>
      </legend>
      <div className="row" style={{ alignItems: 'flex-end', gap: 12 }}>
        <QuantityField first={first} label={t(($) => $.receipts.goesBack, { left: formats.quantity(left) })} unit="" decimals={3} value={back?.quantity ?? null} onChange={(count) => onChange({ quantity: count, place })} />
        {places.length > 1 && (
          <Select label={t(($) => $.receipts.from)} data={names} value={place ? String(places.indexOf(place)) : null} onChange={(at) => onChange({ quantity: back?.quantity ?? null, place: places[Number(at)] })} />
        )}
      </div>
    </fieldset>
  );
}
