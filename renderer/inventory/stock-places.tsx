import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useActions } from '../ui/actions/use-actions.ts';

const paths = { stock: '/stock', transfers: '/stock/transfers', lots: '/stock/lots', locations: '/stock/places', rules: '/stock/rules' } as const;
export type StockPlace = keyof typeof paths;

/** The screens of the stock, side by side in the header; the palette knows them too. */
export function StockPlaces({ current }: { current: StockPlace }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const nameOf = (place: StockPlace): string => (place === 'stock' ? t(($) => $.shell.stock) : t(($) => $.inventory[place]));
  const places = Object.keys(paths) as StockPlace[];
  const others = places.filter((place) => place !== current);
  useActions('screen', others.map((place) => ({ id: `stock.go.${place}`, label: nameOf(place), group: t(($) => $.shell.stock), keys: `g ${places.indexOf(place) + 1}`, run: () => void navigate({ to: paths[place] }) })));
  return others.map((place) => (
    <Button key={place} variant="subtle" component={Link} to={paths[place]}>
      {nameOf(place)}
    </Button>
  ));
}
