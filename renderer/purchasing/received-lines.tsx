import { useTranslation } from 'react-i18next';
import type { ReceivedGoods, SaidOfGoods } from '../../shared/purchasing/receiving.rules.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { Delivery } from './delivery.ts';

export interface ReceivedLine extends ReceivedGoods {
  readonly name: string;
  readonly said: SaidOfGoods;
}

/** More lots than this are counted, not listed. */
const listed = 3;

/** What came of each of the goods: how many of how many, their lots, and what is still to be said. Enter opens a line. */
export function ReceivedLines({ delivery, lines, onOpen }: { delivery: Delivery; lines: readonly ReceivedLine[]; onOpen: (variantId: number) => void }) {
  const { t } = useTranslation();
  if (lines.length === 0) return null;
  return (
    <div className="received-lines">
      <h2 className="section">{t(($) => $.receiving.lines)}</h2>
      {lines.map((line) => (
        <button key={line.variantId} type="button" className="plain received-line" onClick={() => onOpen(line.variantId)}>
          <LineText line={line} wanted={delivery.expected(line.variantId) ?? null} />
        </button>
      ))}
    </div>
  );
}

function LineText({ line, wanted }: { line: ReceivedLine; wanted: ReceivedGoods['quantity'] | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { tracking, lots, unnamed, said } = line;
  const count = formats.quantity(line.quantity);
  const lotText = ({ code, quantity: of, expiresOn }: ReceivedGoods['lots'][number]): string =>
    [tracking === 'lot' ? `${code} × ${formats.quantity(of)}` : code, ...(expiresOn === null ? [] : [t(($) => $.receiving.goodUntil, { day: formats.fullDay(expiresOn) })])].join(' · ');
  return (
    <>
      <span className="row">
        <span className="ellipsis medium">{line.name}</span>
        <span className="spring" />
        <span className="num">{wanted === null ? count : t(($) => $.receiving.countOf, { received: count, expected: formats.quantity(wanted) })}</span>
      </span>
      {tracking === 'serial' && <span className="caption text2">{t(($) => $.receiving.numbers, { count: lots.length })}</span>}
      {lots.slice(-listed).map((lot) => (
        <span key={lot.code} className="caption code text2 ellipsis">{lotText(lot)}</span>
      ))}
      {tracking === 'lot' && lots.length > listed && <span className="caption text3">{t(($) => $.receiving.moreLots, { count: lots.length - listed })}</span>}
      {unnamed > 0 && <span className="caption warn">{t(($) => $.receiving.unnamed, { quantity: formats.quantity(unnamed) })}</span>}
      {said.announced !== undefined && <span className="caption text2">{t(($) => $.receiving.announcedIs, { quantity: formats.quantity(said.announced) })}</span>}
      {said.cost !== undefined && <span className="caption text2">{t(($) => $.receiving.costIs, { amount: formats.money(said.cost) })}</span>}
    </>
  );
}
