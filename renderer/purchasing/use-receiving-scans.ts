import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReceivedGoods, receivedOf, type ReceivingStep } from '../../shared/purchasing/receiving.rules.ts';
import { answerScan, type ReadGoods, type Taken } from '../../shared/purchasing/receiving-scan.rules.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { useShopClient } from '../client/use-shop.tsx';
import type { Outcome, OutcomeKind } from '../ui/scan/scan-outcome.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import { useScan } from '../ui/scan/use-scan.ts';
import { useUi } from '../ui/ui-context.tsx';
import type { Delivery } from './delivery.ts';
import { stepsNow, useReceiving } from './receiving.store.ts';

interface Told {
  readonly kind: OutcomeKind;
  readonly says: string;
  readonly item: string;
  readonly detail: string;
  /** In the list of last scans, where the figure of what was counted does not stand. */
  readonly short?: string;
  readonly problem?: unknown;
}

const kindOf: Record<Taken['says'], OutcomeKind> = { taken: 'ok', named: 'ok', beyond: 'over', lotWanted: 'wrong', numbersWanted: 'wrong' };

/** Answers each scan on the panel and keeps it, `listening` to the scanner or not; `take` is for what is typed instead, `unknown` the last code as long as nobody knows it. */
export function useReceivingScans(delivery: Delivery, damaged: boolean, listening: boolean) {
  const { t } = useTranslation();
  const { formats, problemText } = useUi();
  const client = useShopClient();
  const add = useReceiving((receiving) => receiving.add);
  const [outcome, setOutcome] = useState<Outcome>();
  const [unknown, setUnknown] = useState<string>();
  const refuse = (told: Told): void => {
    add(delivery.key, { kind: told.kind, item: told.item, says: told.short ?? told.says, variantId: null, quantity: quantity(0), damaged: false });
    playOutcome(told.kind);
    setOutcome(told);
  };
  const wordsOf = (says: Taken['says'], step: ReceivingStep, item: string, goods: ReceivedGoods | undefined): Told => {
    const kind = kindOf[says];
    const waiting = goods?.unnamed ?? 0;
    const lot = step.lot ?? stepsNow(delivery.key).findLast((one) => one.variantId === step.variantId && one.lot !== undefined)?.lot;
    const until = step.expiresOn ?? goods?.lots.find(({ code }) => code === lot)?.expiresOn ?? undefined;
    const detail = [...(lot === undefined ? [] : [lot]), ...(until === undefined ? [] : [t(($) => $.receiving.goodUntil, { day: formats.fullDay(until) })])].join(' · ');
    if (says === 'named') return { kind, says: t(($) => $.receiving.named), item, detail, short: lot ?? detail };
    if (says === 'lotWanted') return { kind, says: t(($) => $.receiving.lotWanted), item, detail: t(($) => $.receiving.lotWantedText, { quantity: formats.quantity(quantity(waiting)) }) };
    if (says === 'numbersWanted') return { kind, says: t(($) => $.receiving.numbersWanted), item, detail: t(($) => $.receiving.numbersWantedText), short: t(($) => $.receiving.numbersShort) };
    if (says === 'beyond') return { kind, says: t(($) => $.receiving.beyond), item, detail: t(($) => $.receiving.beyondText) };
    return { kind, says: t(($) => $.receiving.taken), item, detail };
  };
  /** Keeps a step that was taken and shows what its goods come to. */
  const take = ({ says, step }: Taken, item: string): void => {
    const goods = receivedOf([...stepsNow(delivery.key), step].filter((one) => one.variantId === step.variantId))[0];
    const told = wordsOf(says, step, item, goods);
    add(delivery.key, { ...step, kind: told.kind, item, ...(told.short !== undefined && { says: told.short }) });
    playOutcome(told.kind);
    const wanted = delivery.expected(step.variantId) ?? null;
    const label = wanted === null ? t(($) => $.receiving.soFar) : t(($) => $.receiving.ofOrdered, { ordered: formats.quantity(wanted) });
    setOutcome({ ...told, count: { label, value: formats.quantity(goods?.quantity ?? quantity(0)) } });
  };
  const answer = (read: ReadGoods, item: string | undefined, text: string): void => {
    const steps = stepsNow(delivery.key);
    const result = answerScan(read, steps, delivery.expected, damaged);
    const name = item ?? nameOf(delivery.key, 'variantId' in result ? result.variantId : 'step' in result ? result.step.variantId : null) ?? text;
    if ('step' in result) return take(result, name);
    if (result.says === 'unknown') setUnknown(text);
    if (result.says === 'unknown') return refuse({ kind: 'unknown', says: t(($) => $.receiving.unknown), item: text, detail: t(($) => $.receiving.unknownText), short: t(($) => $.receiving.unknownShort) });
    if (result.says === 'notOrdered') return refuse({ kind: 'wrong', says: t(($) => $.receiving.notOrdered), item: name, detail: t(($) => $.receiving.notOrderedText), short: t(($) => $.receiving.notOrderedShort) });
    const twice = result.says === 'twice';
    refuse({
      kind: 'wrong',
      says: twice ? t(($) => $.receiving.twice) : t(($) => $.receiving.here),
      item: name,
      detail: twice ? t(($) => $.receiving.twiceText, { code: result.code }) : t(($) => $.receiving.hereText, { code: result.code }),
    });
  };
  const scanned = async ({ text }: { text: string }): Promise<void> => {
    setUnknown(undefined);
    try {
      const { found, lots, ...read } = await client.call('lot.scan', { text });
      const known = found ? undefined : lots.find((lot) => lot.variantId === stepsNow(delivery.key).at(-1)?.variantId) ?? lots[0];
      answer({ ...read, found, lots }, found?.productName ?? known?.name, text);
    } catch (problem) {
      const { what, why } = problemText(problem);
      refuse({ kind: 'unknown', says: what, item: text, detail: why, problem });
    }
  };
  useScan(scanned, { patient: true, enabled: listening });
  return { outcome, take, unknown, scanned };
}

/** What goods were called when they were scanned. */
const nameOf = (delivery: string, variantId: number | null): string | undefined =>
  (useReceiving.getState().scans[delivery] ?? []).findLast((scan) => variantId !== null && scan.variantId === variantId)?.item;
