import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceivingStep } from '../../shared/purchasing/receiving.rules.ts';
import { answerScan, type Taken } from '../../shared/purchasing/receiving-scan.rules.ts';
import { type Day, isDay } from '../../shared/units/day.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { useShopClient } from '../client/use-shop.tsx';
import type { ShopClient } from '../client/shop-client.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField, QuantityField } from '../ui/fields.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Delivery } from './delivery.ts';
import type { ReceivedLine } from './received-lines.tsx';
import { stepsNow, useReceiving } from './receiving.store.ts';

interface LineDialogProps {
  delivery: Delivery;
  line: ReceivedLine;
  damaged: boolean;
  /** Why the delivery was not taken in, where that is about these goods. */
  problem: unknown;
  onTake: (taken: Taken, item: string) => void;
  onClose: () => void;
}

/** What a scanner could not say of goods: their lot and its day, numbers typed by hand, what the note announces, what they cost. */
export function ReceivedLineDialog({ delivery, line, damaged, problem, onTake, onClose }: LineDialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useShopClient();
  const say = useReceiving((receiving) => receiving.say);
  const latest = line.lots.at(-1);
  const [lot, setLot] = useState(line.unnamed > 0 ? '' : (latest?.code ?? ''));
  const [until, setUntil] = useState<string>(line.unnamed > 0 ? '' : (latest?.expiresOn ?? ''));
  const [numbers, setNumbers] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [announced, setAnnounced] = useState(line.said.announced ?? null);
  const [cost, setCost] = useState(line.said.cost ?? null);
  const { variantId, tracking } = line;
  const nameLot = (): void => {
    const isNew = lot.trim() !== '' && (line.unnamed > 0 || lot.trim() !== latest?.code || until !== (latest?.expiresOn ?? ''));
    if (isNew) onTake({ says: 'named', step: { variantId, tracking, quantity: quantity(0), damaged: false, lot: lot.trim(), ...(isDay(until) && { expiresOn: until as Day }) } }, line.name);
  };
  const submit = async (): Promise<void> => {
    say(delivery.key, variantId, { ...(announced !== null && { announced }), ...(cost !== null && { cost }) });
    if (tracking === 'lot') nameLot();
    const left = tracking === 'serial' ? await takeNumbers(client, { delivery, variantId, damaged }, numbers, (taken) => onTake(taken, line.name)) : [];
    if (left.length === 0) return onClose();
    setNumbers(left.join('\n'));
    setWrong(t(($) => $.receiving.numbersLeft, { count: left.length }));
  };
  return (
    <DialogForm title={line.name} verb={t(($) => $.receiving.keep)} pending={false} problem={problem} onSubmit={() => void submit()} onClose={onClose}>
      {tracking === 'lot' && (
        <>
          <TextInput data-autofocus label={t(($) => $.receiving.lot)} {...(line.unnamed > 0 && { description: t(($) => $.receiving.lotHint, { quantity: formats.quantity(line.unnamed) }) })} maxLength={60} value={lot} onChange={(event) => setLot(event.currentTarget.value)} />
          <TextInput type="date" label={t(($) => $.receiving.until)} description={t(($) => $.receiving.untilHint)} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
        </>
      )}
      {tracking === 'serial' && (
        <Textarea data-autofocus label={t(($) => $.receiving.typedNumbers)} description={t(($) => $.receiving.typedNumbersHint)} {...(wrong !== undefined && { error: wrong })} autosize minRows={2} maxRows={8} value={numbers} onChange={(event) => setNumbers(event.currentTarget.value)} />
      )}
      <QuantityField {...(tracking === 'none' && { first: true })} label={t(($) => $.receiving.announced)} description={t(($) => $.receiving.announcedHint)} unit="" decimals={3} value={announced} onChange={setAnnounced} />
      {'supplierId' in delivery.from && <MoneyField label={t(($) => $.receiving.cost)} description={t(($) => $.receiving.costHint)} currency={formats.currency} value={cost} onChange={setCost} />}
    </DialogForm>
  );
}

/** Typed numbers are taken like scanned ones; those that were scanned already or are in stock stay in the field. */
async function takeNumbers(client: ShopClient, { delivery, variantId, damaged }: { delivery: Delivery; variantId: number; damaged: boolean }, typed: string, take: (taken: Taken) => void): Promise<string[]> {
  const chosen: ReceivingStep = { variantId, tracking: 'serial', quantity: quantity(0), damaged };
  const left: string[] = [];
  for (const code of typed.split('\n').map((line) => line.trim()).filter((line) => line !== '')) {
    // One after another: each is held against those before it.
    // oxlint-disable-next-line no-await-in-loop
    const { lots } = await client.call('lot.find', { code });
    const answer = answerScan({ reading: { kind: 'text' }, code, found: null, lots }, [...stepsNow(delivery.key), chosen], delivery.expected, damaged);
    if ('step' in answer) take(answer);
    else left.push(code);
  }
  return left;
}
