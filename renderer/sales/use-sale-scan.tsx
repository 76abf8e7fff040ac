import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import { type NamedLot, type SaleScan, saleScan } from '../../shared/sales/sale-scan.rules.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import { useScan } from '../ui/scan/use-scan.ts';
import { Status } from '../ui/status.tsx';
import { useDraftStore } from './order-draft.store.ts';

export type AddGoods = (offer: Offer, amount: Quantity, lot?: NamedLot | null) => void;

/** What the last scan left to do: a number to be scanned, or why nothing was added. */
export interface SaleSays {
  readonly asked: Offer | undefined;
  readonly problem: unknown;
}

const nothing: SaleSays = { asked: undefined, problem: undefined };

/**
 * Scanned goods go on the sale wherever the cursor stands: a case as its pieces, a scale's label as its weight, a piece with its
 * serial number. `other` gets the codes that name no goods.
 */
export function useSaleScan(add: AddGoods, other: (code: string) => Promise<void> | void): SaleSays {
  const client = useShopClient();
  const store = useDraftStore();
  const [says, setSays] = useState<SaleSays>(nothing);
  const asked = useRef<number>(null);
  const namedOf = (variantId: number) => store.getState().draft.lines.find((line) => line.offer.variantId === variantId)?.lots ?? [];
  const offerOf = async (variantId: number): Promise<Offer | undefined> => (await client.call('order.offers', { variantIds: [variantId] })).rows[0];
  const answer = async (scanned: SaleScan, text: string): Promise<void> => {
    if ('refusal' in scanned) return refuse({ code: 'REFUSED', data: scanned.refusal });
    const variantId = 'take' in scanned ? scanned.take.variantId : 'askNumberOf' in scanned ? scanned.askNumberOf : null;
    asked.current = 'askNumberOf' in scanned ? scanned.askNumberOf : null;
    const offer = variantId === null ? undefined : await offerOf(variantId);
    setSays('askNumberOf' in scanned ? { asked: offer, problem: undefined } : nothing);
    if (!offer) return other(text);
    if (!('take' in scanned)) return playOutcome('over');
    playOutcome('ok');
    add(offer, scanned.take.quantity, scanned.take.lot);
  };
  const refuse = (problem: unknown): void => {
    playOutcome('wrong');
    setSays((before) => ({ ...before, problem }));
  };
  useScan(async ({ text }) => {
    await client.call('lot.scan', { text }).then((read) => answer(saleScan(read, asked.current, namedOf), text)).catch(refuse);
  });
  return says;
}

/** Stands above the lines until the next scan. */
export function SaleScanSays({ says: { asked, problem } }: { says: SaleSays }) {
  const { t } = useTranslation();
  return (
    <div className="scan-says-place" aria-live="assertive">
      {problem !== undefined && <ProblemPanel problem={problem} />}
      {asked && <Status kind="look" tone="warn">{t(($) => $.newOrder.askNumber, { name: asked.name })}</Status>}
    </div>
  );
}
