import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Glyph, type GlyphKind } from '../ui/glyph.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Status = OutputOf<'day.status'>;

/** What is still open, thing by thing: how many, and where to see to it. None of it keeps the day from being closed. */
export function DayChecklist({ status }: { status: Status }) {
  const { t } = useTranslation();
  const see = t(($) => $.day.see);
  return (
    <>
      <Drawers drawers={status.drawers} />
      <Item name={t(($) => $.day.unshipped)} count={status.dueToday} text={t(($) => $.day.unshippedText, { count: status.toShip })} act={<Link to="/orders" search={{ view: 'toShip' }} className="button-link">{see}</Link>} />
      <Item name={t(($) => $.day.toPack)} count={status.toPack} act={<Link to="/ship" search={{ view: 'pack' }} className="button-link">{see}</Link>} />
      <Item name={t(($) => $.day.exceptions)} count={status.openExceptions} act={<Link to="/orders/exceptions" className="button-link">{see}</Link>} />
      <Item name={t(($) => $.day.unsent)} kind="wait" count={status.waiting} text={t(($) => $.day.unsentText)} act={<Link to="/channels" className="button-link">{see}</Link>} />
      <Item name={t(($) => $.day.parked)} count={status.parked} act={<Link to="/channels" className="button-link">{see}</Link>} />
      <Item name={t(($) => $.day.notices)} kind="wait" count={status.noticesWaiting} act={<Link to="/ship" search={{ view: 'notices' }} className="button-link">{see}</Link>} />
      <Item name={t(($) => $.day.noticesParked)} count={status.noticesParked} act={<Link to="/ship" search={{ view: 'notices' }} className="button-link">{see}</Link>} />
    </>
  );
}

function Drawers({ drawers }: { drawers: Status['drawers'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (drawers.length === 0) return <Row kind="done" name={t(($) => $.day.noDrawer)} />;
  return drawers.map((drawer) => (
    <Row key={drawer.id} kind={drawer.mine ? 'half' : 'look'} name={t(($) => $.day.drawerOpen, { number: drawer.number, who: drawer.userName, when: formats.time(drawer.openedAt) })} {...(!drawer.mine && { text: t(($) => $.day.othersDrawer) })} />
  ));
}

function Item({ name, count, text, act, kind = 'look' }: { name: string; count: number; text?: string; act: ReactNode; kind?: GlyphKind }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const figure = <span className="num medium">{count === 0 ? t(($) => $.day.none) : formats.count(count)}</span>;
  return <Row kind={count === 0 ? 'done' : kind} name={name} {...(count > 0 && text !== undefined && { text })} figure={figure} act={count > 0 && act} />;
}

function Row({ kind, name, text, figure, act }: { kind: GlyphKind; name: string; text?: string; figure?: ReactNode; act?: ReactNode }) {
  return (
    <div className="row need">
      <Glyph kind={kind} />
      <div className="column spring">
        <span className="medium ellipsis">{name}</span>
        {text !== undefined && <span className="text2 ellipsis">{text}</span>}
      </div>
      {figure}
      {act}
    </div>
  );
}
