import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Tag } from '../ui/status.tsx';
import { ConsignDialog } from './consign-dialog.tsx';
import { GoodsApart } from './goods-apart.tsx';
import { LocationBins } from './location-bins.tsx';
import type { LocationRow } from './locations-screen.tsx';
import { ShelfMoves } from './shelf-moves.tsx';
import { ReportDialog } from './report-dialog.tsx';

/** One place: its bins, and where its goods are not ours or not with us, what lies there and what is said of it. */
export function LocationPeek({ row, onClose }: { row: LocationRow; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'report' | 'consign'>();
  const block = useCommand('location.block');
  const unblock = useCommand('location.unblock');
  const { id: locationId, owner, holder } = row;
  const apart = owner !== null || holder !== null;
  const group = row.name;
  const turn = { id: 'location.block', label: row.blocked ? t(($) => $.places.unblock) : t(($) => $.places.block), group, keys: 'b', run: () => (row.blocked ? unblock : block).mutate({ locationId }) };
  const report = { id: 'location.report', label: t(($) => $.places.report), group, keys: 'r', run: () => setDialog('report') };
  const consign = { id: 'location.consign', label: t(($) => $.places.consign), group, keys: 'c', run: () => setDialog('consign') };
  const open = { id: 'location.stock', label: t(($) => $.places.openStock), group, keys: 'o', run: () => void navigate({ to: '/stock', search: { place: locationId, view: 'stocked' } }) };
  const acts = [turn, ...(apart ? [report] : []), ...(owner === null ? [] : [consign])];
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }, open, ...acts]);
  const problem = block.error ?? unblock.error;
  const tag = row.blocked ? <Tag kind="off" tone="neutral">{t(($) => $.places.blocked)}</Tag> : undefined;
  const footer = acts.toReversed().map((act, index) => <ActionButton key={act.id} action={act} variant={apart && index === 0 && !row.blocked ? 'filled' : 'default'} />);
  return (
    <Peek label={row.name} title={row.name} tag={tag} onClose={onClose} footer={footer}>
      {problem !== null && <ProblemPanel problem={problem} />}
      {apart && <p className="text2">{owner === null ? t(($) => $.places.heldText, { name: holder }) : t(($) => $.places.ownedText, { name: owner })}</p>}
      {apart && <GoodsApart locationId={locationId} ours={owner === null} latest={row.apart?.latest ?? null} />}
      <LocationBins row={row} />
      {owner === null && row.bins.length > 0 && <ShelfMoves locationId={locationId} />}
      <div style={{ marginTop: 12 }}>
        <ActionButton action={open} variant="subtle" />
      </div>
      {dialog === 'report' && <ReportDialog locationId={locationId} onClose={() => setDialog(undefined)} />}
      {dialog === 'consign' && <ConsignDialog locationId={locationId} owner={owner ?? ''} onClose={() => setDialog(undefined)} />}
    </Peek>
  );
}
