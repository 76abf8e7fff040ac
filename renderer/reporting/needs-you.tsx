import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { useExceptionWords } from '../sales/exception-words.ts';
import { Glyph, type GlyphKind } from '../ui/glyph.tsx';
import { useNow } from '../ui/now.ts';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

interface Need {
  readonly id: string;
  readonly kind: GlyphKind;
  readonly title: string;
  readonly text: string;
  readonly when: string;
  readonly act: ReactNode;
}

const shown = 5;
const hour = 3_600_000;

/** What waits for a person, the stopped first, each with the one thing to do about it. */
export function NeedsYou() {
  const { t } = useTranslation();
  const all = [...useChannelNeeds(), ...useConflictNeed(), ...useDueNeed(), ...useHeldNeed(), ...useExceptionNeeds(), ...usePaperNeed(), ...useBlockedNeed()];
  const needs = all.slice(0, shown);
  return (
    <>
      <Section title={t(($) => $.today.needsYou)} side={all.length > needs.length ? t(($) => $.today.firstOf, { shown: needs.length, count: all.length }) : undefined} />
      {needs.length === 0 && (
        <div className="row need">
          <Glyph kind="done" />
          <span className="text2">{t(($) => $.today.nothingWaits)}</span>
        </div>
      )}
      {needs.map((need) => (
        <div key={need.id} className="row need">
          <Glyph kind={need.kind} />
          <div className="column spring">
            <span className="medium ellipsis">{need.title}</span>
            <span className="text2 ellipsis">{need.text}</span>
          </div>
          <span className="caption">{need.when}</span>
          {need.act}
        </div>
      ))}
    </>
  );
}

function useDueNeed(): Need[] {
  const { t } = useTranslation();
  const today = useQueryOf('today.get', undefined);
  if (!today.data || today.data.dueToday === 0) return [];
  const { dueToday, toShip } = today.data;
  return [{ id: 'due', kind: 'wait', title: t(($) => $.today.dueTitle, { count: dueToday }), text: t(($) => $.today.dueText, { count: toShip }), when: '', act: <OpenOrders view="toShip" /> }];
}

/** Held orders and orders with an open question are one work list; it is counted as the orders screen counts it. */
function useHeldNeed(): Need[] {
  const { t } = useTranslation();
  const counts = useQueryOf('order.counts', undefined);
  if (!counts.data || counts.data.needsAttention === 0) return [];
  return [
    {
      id: 'held',
      kind: 'look',
      title: t(($) => $.today.heldTitle, { count: counts.data.needsAttention }),
      text: t(($) => $.today.heldText),
      when: '',
      act: <OpenOrders view="needsAttention" />,
    },
  ];
}

/** Goods nobody else can have for too long, in one row; and, once, that an older shop has not said how long that is. */
function useBlockedNeed(): Need[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const rule = useQueryOf('reservation.get', undefined).data;
  const blocked = useQueryOf('expiry.blocked', {}).data;
  const rules = (words: string): ReactNode => (
    <Link to="/stock/rules" className="button-link">
      {words}
    </Link>
  );
  if (rule?.decided === false) return [{ id: 'keeping', kind: 'look', title: t(($) => $.today.keepingTitle), text: t(($) => $.today.keepingText), when: '', act: rules(t(($) => $.today.keepingAct)) }];
  if (!blocked || blocked.tellHours === null || blocked.rows.length === 0) return [];
  const title = t(($) => $.today.blockedTitle, { count: blocked.rows.length, age: formats.age(blocked.tellHours * hour) });
  return [{ id: 'blocked', kind: 'look', title, text: t(($) => $.today.blockedText), when: '', act: rules(t(($) => $.today.openDue)) }];
}

function OpenOrders({ view }: { view: 'toShip' | 'needsAttention' }) {
  const { t } = useTranslation();
  return (
    <Link to="/orders" search={{ view }} className="button-link">
      {t(($) => $.today.openDue)}
    </Link>
  );
}

function useExceptionNeeds(): Need[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const words = useExceptionWords();
  const list = useQueryOf('exception.list', { limit: shown });
  return (list.data?.rows ?? []).map((row) => ({
    id: `exception.${row.id}`,
    kind: 'look',
    title: words(row).title,
    text: `${t(($) => $.orders.one, { number: row.orderNumber })} · ${words(row).text}`,
    when: formats.age(Math.max(0, now - row.raisedAt)),
    act: (
      <Link to="/orders/$orderId" params={{ orderId: String(row.orderId) }} className="button-link">
        {t(($) => $.exceptions.open)}
      </Link>
    ),
  }));
}

/** Suppliers' papers that have expired or soon will, in one row: one that stops ordering first, else the one that expires first. */
function usePaperNeed(): Need[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQueryOf('supplierDocument.expiring', undefined);
  const documents = data?.documents ?? [];
  const stops = documents.find(({ required, state }) => required && state === 'expired');
  const first = stops ?? documents[0];
  if (!first) return [];
  const { supplierId, supplierName, name, state, validThroughOn } = first;
  const said = t(($) => $.supplierItem[state === 'expired' ? 'paperExpired' : 'paperExpires'], { supplier: supplierName, paper: name, day: validThroughOn === null ? '' : formats.fullDay(validThroughOn) });
  const more = documents.length > 1 ? t(($) => $.supplierItem.morePapers, { count: documents.length - 1 }) : '';
  return [
    {
      id: 'papers',
      kind: stops ? 'stop' : 'look',
      title: said,
      text: t(($) => $.today[stops ? 'paperStops' : 'paperText']),
      when: more,
      act: (
        <Link to="/purchasing/suppliers" search={{ supplier: supplierId }} className="button-link">
          {t(($) => $.today.openSupplier)}
        </Link>
      ),
    },
  ];
}

/** Fields that were changed both here and at channels, in one row: nothing has stopped because of them. */
function useConflictNeed(): Need[] {
  const { t } = useTranslation();
  const status = useQueryOf('sync.status', undefined);
  const count = (status.data?.channels ?? []).reduce((sum, { conflicts }) => sum + conflicts, 0);
  if (count === 0) return [];
  const act = (
    <Link to="/channels/conflicts" className="button-link">
      {t(($) => $.conflicts.openThem)}
    </Link>
  );
  return [{ id: 'conflicts', kind: 'look', title: t(($) => $.conflicts.newsTitle, { count }), text: t(($) => $.conflicts.newsText), when: '', act }];
}

const withOwnRow: ReadonlySet<string> = new Set(['wait', 'reviewConflicts', 'linkListings']);

function useChannelNeeds(): Need[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const status = useQueryOf('sync.status', undefined);
  return (status.data?.channels ?? [])
    .filter(({ state, fixes }) => state === 'needsYou' && fixes.some((fix) => !withOwnRow.has(fix)))
    .map((channel) => ({
      id: `channel.${channel.channelId}`,
      kind: 'stop',
      title: t(($) => $.today.channelStopped, { name: channel.name }),
      text: channel.cause ? t(($) => $.faults[channel.cause!.code], { name: channel.name }) : t(($) => $.today.channelWaits),
      when: channel.answeredAt === null ? '' : formats.age(Math.max(0, now - channel.answeredAt)),
      act: (
        <Link to="/channels" className="button-link">
          {t(($) => $.today.openChannels)}
        </Link>
      ),
    }));
}
