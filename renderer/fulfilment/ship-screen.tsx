import { Button } from '@mantine/core';
import { IconBox, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Screen } from '../ui/screen.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { BuildDialog } from './build-dialog.tsx';
import { LabelsList } from './labels-list.tsx';
import { NoticesList } from './notices-list.tsx';
import { PackList } from './pack-list.tsx';
import { ParcelPeek } from './parcel-peek.tsx';
import { ParcelsList } from './parcels-list.tsx';
import { type ShipView, shipViews } from './ship-search.ts';
import { WavesList } from './waves-list.tsx';

/** From goods set aside to parcels that arrived: waves, what stands to be packed, parcels on their way, and what customers are told. */
export function ShipScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view = 'waves', build = false, parcel } = useSearch({ from: '/ship' });
  const title = t(($) => $.ship.title);
  const views = useViewsWithCounts();
  const go = (to: ShipView): void => void navigate({ to: '/ship', search: to === 'waves' ? {} : { view: to }, replace: true });
  const buildOne = { id: 'ship.build', label: t(($) => $.ship.build), group: title, keys: 'n', icon: <IconPlus size={14} />, run: () => void navigate({ to: '/ship', search: { view, build: true }, replace: true }) };
  const pack = { id: 'ship.pack', label: t(($) => $.packing.title), group: title, keys: 'p', icon: <IconBox size={14} />, run: () => void navigate({ to: '/station/pack', search: {} }) };
  useActions('screen', [
    buildOne,
    pack,
    ...views.map(({ id, name }, index) => ({ id: `ship.view.${id}`, label: t(($) => $.keys.view, { name }), group: title, keys: String(index + 1), run: () => go(id) })),
  ]);
  const close = (): void => void navigate({ to: '/ship', search: { view: 'parcels' }, replace: true });
  return (
    <Screen
      title={title}
      buttons={
        <>
          <Button variant="subtle" component={Link} to="/ship/slotting">
            {t(($) => $.slotting.title)}
          </Button>
          <Button variant="subtle" component={Link} to="/settings/ship-from">
            {t(($) => $.shipFrom.title)}
          </Button>
          <Button variant="subtle" component={Link} to="/settings/carriers">
            {t(($) => $.carriers.title)}
          </Button>
          <ActionButton action={pack} variant={view === 'pack' ? 'filled' : 'default'} />
          <ActionButton action={buildOne} variant={view === 'waves' ? 'filled' : 'default'} />
        </>
      }
      peek={view === 'parcels' && parcel !== undefined && <ParcelPeek shipmentId={parcel} onClose={close} />}
    >
      <Views label={title} views={views} current={view} onChange={go} />
      {view === 'waves' && <WavesList />}
      {view === 'pack' && <PackList />}
      {view === 'parcels' && <ParcelsList />}
      {view === 'labels' && <LabelsList />}
      {view === 'notices' && <NoticesList />}
      {build && <BuildDialog onClose={() => void navigate({ to: '/ship', search: { view }, replace: true })} />}
    </Screen>
  );
}

/** The tabs with what waits in each: a tab without anything to do has no figure. */
function useViewsWithCounts() {
  const { t } = useTranslation();
  const formats = useFormats();
  const waiting = useQueryOf('wave.waiting', {}).data;
  const parcels = useQueryOf('tracking.counts', undefined).data;
  const notices = useQueryOf('notice.settings', undefined).data;
  const labels = useQueryOf('printJob.list', { limit: 1 }).data;
  const counts: Record<ShipView, number> = { waves: waiting?.orders ?? 0, pack: waiting?.toPack ?? 0, parcels: (parcels?.stuck ?? 0) + (parcels?.strays ?? 0), labels: (labels?.waiting ?? 0) + (labels?.parked ?? 0), notices: notices?.parked ?? 0 };
  return shipViews.map((id) => ({ id, name: t(($) => $.ship.tabs[id]), ...(counts[id] > 0 && { count: formats.count(counts[id]) }) }));
}
