import { IconCheck, IconScan } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShopClient } from '../client/use-shop.tsx';
import { type Goods, inTurn, moveOf, reversed } from '../inventory/bin-moves.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { SlottingRound } from './slotting-screen.tsx';
import { metres } from './waves-list.tsx';

interface SlottingPeekProps {
  readonly round: SlottingRound;
  readonly locationId: number;
  readonly done: boolean;
  readonly onDone: (done: boolean) => void;
  readonly onClose: () => void;
}

/** One round: what to carry in which order, and every walk that would have been shorter or longer for it. */
export function SlottingPeek({ round, locationId, done, onDone, onClose }: SlottingPeekProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const { book, pending, problem } = useCarrying(round, locationId, onDone);
  const group = t(($) => $.slotting.title);
  const scan = { id: 'slotting.scan', label: t(($) => $.slotting.scan), group, keys: 'v', icon: <IconScan size={14} />, run: () => void navigate({ to: '/station/move' }) };
  const carry = { id: 'slotting.carry', label: t(($) => $.slotting.book), group, keys: 'a', icon: <IconCheck size={14} />, run: () => void (pending || book()) };
  useActions('peek', [...(done ? [] : [carry]), scan, { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  return (
    <Peek
      label={t(($) => $.slotting.round)}
      title={t(($) => $.slotting.saves, { metres: formats.count(round.savedAWeek) })}
      {...(done && { tag: <Tag kind="done" tone="ok">{t(($) => $.slotting.carried)}</Tag> })}
      onClose={onClose}
      footer={
        <>
          {!done && <ActionButton action={carry} variant="filled" loading={pending} />}
          <ActionButton action={scan} variant="default" />
        </>
      }
    >
      <Section title={t(($) => $.slotting.steps)} side={t(($) => $.ship.metres, { metres: metres(round.effort, formats.count) })} />
      <ol className="slotting-steps">
        {round.carries.map((one) => (
          <li key={`${one.variantId} ${one.fromBinId}`}>
            <span className="code medium">{`${one.fromBin} → ${one.toBin}`}</span>
            <span>
              {one.name} <span className="text3 code">{one.sku}</span>
            </span>
            <span className="text2">{one.quantity === undefined ? t(($) => $.slotting.all) : t(($) => $.slotting.allOf, { quantity: formats.quantity(one.quantity) })}</span>
          </li>
        ))}
      </ol>
      {problem !== null && <ProblemPanel problem={problem} />}
      <Section title={t(($) => $.slotting.walksChanged)} side={t(($) => $.slotting.inMetres)} />
      <table className="plan-table">
        <thead>
          <tr>
            <th>{t(($) => $.ship.wave)}</th>
            <th>{t(($) => $.ship.built)}</th>
            <th className="num">{t(($) => $.slotting.before)}</th>
            <th className="num">{t(($) => $.slotting.after)}</th>
          </tr>
        </thead>
        <tbody>
          {round.walks.map((walk) => (
            <tr key={walk.pickWaveId}>
              <td className="code">{walk.number}</td>
              <td className="text2">{formats.dateTime(walk.builtAt)}</td>
              <td className="num">{tenths(walk.before)}</td>
              <td className="num">{tenths(walk.after)}</td>
            </tr>
          ))}
          <tr className="strong">
            <td colSpan={2}>{t(($) => $.slotting.saved)}</td>
            <td className="num" colSpan={2}>{tenths(round.saved)}</td>
          </tr>
        </tbody>
      </table>
    </Peek>
  );

  /** Metres with their decimetres, so that the column adds up to its foot. */
  function tenths(decimetres: number): string {
    return new Intl.NumberFormat(formats.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(decimetres / 10);
  }
}

/** Books a round as carried: each carry is one move between bins, and one key takes all of them back. */
function useCarrying(round: SlottingRound, locationId: number, onDone: (done: boolean) => void) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const move = (goods: Goods): Promise<unknown> => client.call('stock.move', moveOf(goods));
  const carried = round.carries.flatMap(({ variantId, quantity, fromBinId, toBinId }): Goods[] => (quantity === undefined ? [] : [{ variantId, quantity, locationId, fromBinId, toBinId }]));
  const takeBack = async (): Promise<void> => {
    await inTurn(carried.toReversed().map(reversed), move, (goods) => move(reversed(goods)));
    onDone(false);
  };
  const book = async (): Promise<void> => {
    setPending(true);
    setProblem(null);
    try {
      await inTurn(carried, move, (goods) => move(reversed(goods)));
      onDone(true);
      show(t(($) => $.slotting.bookedToast, { count: carried.length }), takeBack);
    } catch (refused) {
      setProblem(refused);
    } finally {
      setPending(false);
    }
  };
  return { book, pending, problem };
}
