import { useTranslation } from 'react-i18next';
import type { Action } from '../ui/actions/action-registry.ts';
import type { Order } from './order-peek.tsx';
import type { OrderCommands } from './use-order-commands.ts';

/** What can be done with one order now, the likeliest first; the same keys in the peek and on its page. */
export function useOrderActions(order: Order | undefined, commands: OrderCommands, openShip: () => void, openApprove: () => void): Action[] {
  const { t } = useTranslation();
  if (!order || order.isHistory) return [];
  const ids = [order.id];
  const group = t(($) => $.orders.one, { number: order.number });
  const action = (id: string, label: string, keys: string, run: () => void): Action => ({ id: `order.${id}`, label, group, keys, run });
  const open = order.fulfilment === 'open' || order.fulfilment === 'allocated' || order.fulfilment === 'partlyShipped';
  if (!open) return [];
  if (order.holds > 0) return [action('unhold', t(($) => $.orders.unhold), 'h', () => commands.unhold(ids))];
  const approve = action('approve', order.exceptions > 0 ? t(($) => $.desk.approveAnyway) : t(($) => $.desk.approve), 'a', () => (order.exceptions > 0 ? openApprove() : commands.approve(ids)));
  const ship = action('ship', t(($) => $.orders.ship), 's', openShip);
  const allocate = action('allocate', t(($) => $.orders.allocate), 'a', () => commands.allocate(ids));
  const hold = action('hold', t(($) => $.orders.hold), 'h', () => commands.hold(ids));
  if (!order.approved && order.fulfilment !== 'partlyShipped') return [approve, hold, ship];
  return order.fulfilment === 'allocated' ? [ship, hold] : [allocate, ship, hold];
}
