import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useFormats } from '../ui/ui-context.tsx';

const paths = { orders: '/orders', exceptions: '/orders/exceptions', rules: '/orders/rules' } as const;
export type OrderPlace = keyof typeof paths;

/** The screens of orders, side by side in the header; the palette knows them too. */
export function OrderPlaces({ current }: { current: OrderPlace }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const open = useQueryOf('exception.list', { limit: 1 }).data?.open ?? 0;
  const names: Record<OrderPlace, string> = { orders: t(($) => $.orders.title), exceptions: t(($) => $.desk.queue), rules: t(($) => $.desk.whichRules) };
  const places = Object.keys(paths) as OrderPlace[];
  const others = places.filter((place) => place !== current);
  useActions('screen', others.map((place) => ({ id: `orders.go.${place}`, label: names[place], group: t(($) => $.orders.title), keys: `g ${places.indexOf(place) + 1}`, run: () => void navigate({ to: paths[place] }) })));
  return others.map((place) => (
    <Button key={place} variant="subtle" component={Link} to={paths[place]}>
      {names[place]}
      {place === 'exceptions' && open > 0 && <span className="view-count" style={{ marginInlineStart: 6 }}>{formats.count(open)}</span>}
    </Button>
  ));
}
