import {
  IconBook2,
  IconBox,
  IconChartBar,
  IconKeyboard,
  IconPackage,
  IconPlugConnected,
  IconScan,
  IconSearch,
  IconSettings,
  IconShoppingBag,
  IconSun,
  IconTag,
  IconTruckDelivery,
  IconUsers,
} from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { palette } from '../ui/actions/palette.tsx';
import { Key } from '../ui/key.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** The jobs of a shop in the order of its day. `letter` follows G. */
export const places = [
  { id: 'today', to: '/', letter: 't', icon: IconSun },
  { id: 'orders', to: '/orders', letter: 'o', icon: IconShoppingBag },
  { id: 'ship', to: '/ship', letter: 'k', icon: IconBox },
  { id: 'products', to: '/products', letter: 'p', icon: IconTag },
  { id: 'stock', to: '/stock', letter: 's', icon: IconPackage },
  { id: 'counts', to: '/counts', letter: 'n', icon: IconScan },
  { id: 'purchasing', to: '/purchasing', letter: 'b', icon: IconTruckDelivery },
  { id: 'customers', to: '/customers', letter: 'c', icon: IconUsers },
  { id: 'money', to: '/money', letter: 'm', icon: IconBook2 },
  { id: 'reports', to: '/reports', letter: 'r', icon: IconChartBar },
  { id: 'channels', to: '/channels', letter: 'h', icon: IconPlugConnected },
  { id: 'settings', to: '/settings', letter: 'e', icon: IconSettings },
] as const;

export type PlaceId = (typeof places)[number]['id'];

/** How many things need someone, by place: not totals. */
export type Needs = Partial<Record<PlaceId, number>>;

export function Rail({ shopName, needs, onSheet }: { shopName: string; needs: Needs; onSheet: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { pathname } = useLocation();
  return (
    <nav className="rail" aria-label={t(($) => $.shell.navigation)}>
      <div className="brand">
        <span className="seal" aria-hidden="true" lang="zh-Hans">
          掌
        </span>
        <span className="ellipsis rail-word">{shopName}</span>
      </div>
      <button type="button" className="find" onClick={palette.open} title={t(($) => $.ui.findOrDo)} aria-keyshortcuts="Control+K">
        <IconSearch size={14} />
        <span className="rail-word">{t(($) => $.ui.findOrDo)}</span>
        <span className="spring rail-word" />
        <span className="rail-word">
          <Key keys="mod+k" />
        </span>
      </button>
      {places.map(({ id, to, icon: Icon }) => {
        const need = needs[id] ?? 0;
        return (
          <Link key={id} to={to} className="nav" title={t(($) => $.shell[id])} {...(isAt(pathname, to) && { 'aria-current': 'page' as const })}>
            <Icon size={16} stroke={1.6} aria-hidden="true" />
            <span className="rail-word">{t(($) => $.shell[id])}</span>
            {need > 0 && <span className="nav-count">{formats.count(need)}</span>}
          </Link>
        );
      })}
      <span className="spring" />
      <button type="button" className="nav" onClick={onSheet} title={t(($) => $.ui.shortcuts)}>
        <IconKeyboard size={16} stroke={1.6} aria-hidden="true" />
        <span className="rail-word">{t(($) => $.ui.shortcuts)}</span>
        <span className="nav-count">
          <Key keys="?" />
        </span>
      </button>
    </nav>
  );
}

/** Returns belong to the orders they come from. */
const isAt = (pathname: string, to: string): boolean => (to === '/' ? pathname === '/' : pathname.startsWith(to) || (to === '/orders' && pathname.startsWith('/returns')));
