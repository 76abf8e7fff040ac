import { Select } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useReading } from '../client/use-reading.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Figures } from '../ui/figures.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { Working } from '../ui/working.tsx';
import { SlottingPeek } from './slotting-peek.tsx';
import { metres } from './waves-list.tsx';

type Proposal = OutputOf<'slotting.propose'>;
export type SlottingRound = Proposal['rounds'][number];

const spans = ['30', '90', '180'] as const;
/** No two rounds touch the same bin, so the first bin they begin at names them. */
const idOf = (round: SlottingRound): number => round.carries[0]?.fromBinId ?? 0;
const noRounds: readonly SlottingRound[] = [];

/** Which goods to put where so that walks get shorter: rounds one can do one by one, each with what it saves and on which walks. */
export function SlottingScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [span, setSpan] = useState<(typeof spans)[number]>('90');
  const [place, setPlace] = useState<number>();
  const [opened, setOpened] = useState<number>();
  const [carried, setCarried] = useState<ReadonlySet<number>>(new Set());
  // Of seconds, and still true for the rounds that are left after one was done: they share no bin.
  const answer = useQueryOf('slotting.propose', { days: Number(span), ...(place !== undefined && { locationId: place }) }, { whenAsked: true });
  const working = useReading(['slotting.propose'], answer.isFetching);
  const rounds = answer.data?.rounds ?? noRounds;
  const list = useList(rounds, idOf);
  const title = t(($) => $.slotting.title);
  const views = spans.map((id) => ({ id, name: t(($) => $.slotting.lastDays, { days: id }) }));
  const forget = (): void => {
    setCarried(new Set());
    setOpened(undefined);
  };
  const turnTo = (id: (typeof spans)[number]): void => (forget(), setSpan(id));
  const again = { id: 'slotting.again', label: t(($) => $.slotting.again), group: title, keys: 'r', icon: <IconRefresh size={14} />, run: () => (forget(), void answer.refetch()) };
  useActions('screen', [
    ...listActions(list, useListWords()),
    ...views.map(({ id, name }, index) => ({ id: `slotting.days.${id}`, label: t(($) => $.keys.view, { name }), group: title, keys: String(index + 1), run: () => turnTo(id) })),
    again,
    { id: 'slotting.back', label: t(($) => $.keys.back), group: title, keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/ship', search: {} }) },
  ]);
  const columns = useRoundColumns(carried);
  const rowHeight = useDensity();
  const open = (round: SlottingRound): void => setOpened(idOf(round));
  const round = rounds.find((one) => idOf(one) === opened);
  const mark = (id: number, done: boolean): void => setCarried((before) => new Set(done ? [...before, id] : [...before].filter((other) => other !== id)));
  return (
    <Screen
      title={<Trail parent={t(($) => $.ship.title)}>{title}</Trail>}
      buttons={<ActionButton action={again} variant="default" />}
      peek={
        round &&
        answer.data?.locationId !== undefined &&
        answer.data.locationId !== null && (
          <SlottingPeek key={opened} round={round} locationId={answer.data.locationId} done={carried.has(idOf(round))} onDone={(done) => mark(idOf(round), done)} onClose={() => setOpened(undefined)} />
        )
      }
    >
      <Views label={title} views={views} current={span} onChange={turnTo} side={<PlaceChoice value={answer.data?.locationId ?? null} onChange={(id) => (forget(), setPlace(id))} />} />
      {working && <Working label={t(($) => $.slotting.working)} done={working.done} of={working.of} onStop={working.stop} />}
      {answer.error !== null && <ProblemPanel problem={answer.error} onRetry={again.run} />}
      {answer.data && (
        <>
          <ProposalFigures proposal={answer.data} />
          <DataTable label={title} columns={columns} list={list} rowHeight={rowHeight} rowName={(row) => row.carries[0]?.sku ?? ''} onPeek={open} onOpen={open} empty={<NoRounds proposal={answer.data} />} />
        </>
      )}
    </Screen>
  );
}

/** Where goods lie in bins; a shop with one such place is not asked. */
function PlaceChoice({ value, onChange }: { value: number | null; onChange: (locationId: number) => void }) {
  const { t } = useTranslation();
  const places = (useQueryOf('location.list', undefined).data?.locations ?? []).filter((one) => !one.blocked && one.bins.length > 0);
  if (places.length < 2) return null;
  return <Select w={160} aria-label={t(($) => $.ship.place)} data={places.map(({ id, name }) => ({ value: String(id), label: name }))} value={value === null ? null : String(value)} onChange={(id) => id !== null && onChange(Number(id))} />;
}

function ProposalFigures({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { before, days, walks, leftOut, savedAWeek, rounds, stays, firstOn } = proposal;
  const inMetres = (count: number): string => t(($) => $.ship.metres, { metres: formats.count(count) });
  const staying = stays.reduce((sum, one) => sum + one.goods, 0);
  return (
    <Figures
      figures={[
        { id: 'saved', label: t(($) => $.slotting.savedAWeek), value: inMetres(savedAWeek), caption: t(($) => $.slotting.ofAWeek, { metres: formats.count(Math.round((before * 7) / (days * 10))) }) },
        { id: 'walks', label: t(($) => $.slotting.walks), value: formats.count(walks), caption: walksText() },
        { id: 'effort', label: t(($) => $.slotting.effort), value: inMetres(Math.round(rounds.reduce((sum, one) => sum + one.effort, 0) / 10)), caption: t(($) => $.slotting.rounds, { count: rounds.length }) },
        { id: 'stays', label: t(($) => $.slotting.stays), value: formats.count(staying), caption: stays.map(({ why, goods }) => `${formats.count(goods)} ${t(($) => $.slotting.stayReasons[why])}`).join(' · ') || t(($) => $.slotting.staysNone) },
      ]}
    />
  );

  function walksText(): string {
    if (firstOn === null) return t(($) => $.slotting.noWalks);
    const since = t(($) => $.slotting.since, { day: formats.day(firstOn) });
    return leftOut > 0 ? `${since} · ${t(($) => $.slotting.leftOut, { count: leftOut })}` : since;
  }
}

function NoRounds({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  return proposal.walks === 0 ? (
    <Empty title={t(($) => $.slotting.noWalks)} text={t(($) => $.slotting.noWalksText)} />
  ) : (
    <Empty title={t(($) => $.slotting.nothing)} text={t(($) => $.slotting.nothingText)} />
  );
}

function useRoundColumns(carried: ReadonlySet<number>): readonly Column<SlottingRound>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const names = ({ carries }: SlottingRound): string => carries.map(({ name, fromBin, toBin }) => `${name} ${fromBin} → ${toBin}`).join(' · ');
    return [
      { id: 'goods', header: t(($) => $.slotting.change), width: 260, grows: true, cell: (round) => <span className="medium">{names(round)}</span> },
      { id: 'fetched', header: t(($) => $.slotting.fetched), width: 90, numeric: true, dropOrder: 2, cell: (round) => formats.count(Math.max(...round.carries.map((one) => one.fetched))) },
      { id: 'walks', header: t(($) => $.slotting.shorterWalks), width: 110, numeric: true, dropOrder: 1, cell: (round) => formats.count(round.walks.length) },
      { id: 'effort', header: t(($) => $.slotting.effortColumn), width: 100, numeric: true, dropOrder: 3, cell: (round) => metres(round.effort, formats.count) },
      { id: 'saved', header: t(($) => $.slotting.savedColumn), width: 110, numeric: true, cell: (round) => <span className="medium">{formats.count(round.savedAWeek)}</span> },
      { id: 'state', header: t(($) => $.ship.state), width: 110, cell: (round) => (carried.has(idOf(round)) ? <Status kind="done">{t(($) => $.slotting.carried)}</Status> : <Status kind="todo">{t(($) => $.slotting.toCarry)}</Status>) },
    ];
  }, [t, formats, carried]);
}
