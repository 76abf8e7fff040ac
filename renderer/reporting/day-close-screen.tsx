import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readCount } from '../../shared/till/count-text.rules.ts';
import { countedOf } from '../../shared/till/drawer.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { useReading } from '../client/use-reading.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Working } from '../ui/working.tsx';
import { DayChecklist } from './day-checklist.tsx';
import { DayCloses } from './day-closes.tsx';

type Status = OutputOf<'day.status'>;
type Closed = OutputOf<'day.close'>;

/** The end of the day: what is still open, the cash, and one key that counts, proves, backs up and restores on trial. */
export function DayCloseScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const status = useQueryOf('day.status', undefined);
  return (
    <Screen title={t(($) => $.day.title)} side={<span className="text3">{formats.longDay(now)}</span>}>
      {status.isPending && <Loading widths={[240, 160, 200]} rows={6} />}
      {status.error !== null && <ProblemPanel problem={status.error} onRetry={() => void status.refetch()} />}
      {status.data && (
        <div className="scroll with-aside">
          <section style={{ padding: 16, minWidth: 0 }}>
            <Section title={t(($) => $.day.checklist)} />
            <DayChecklist status={status.data} />
            <DayCloses closes={status.data.closes} />
          </section>
          <aside className="aside">
            <Closing status={status.data} />
          </aside>
        </div>
      )}
    </Screen>
  );
}

function Closing({ status }: { status: Status }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const close = useCommand('day.close');
  const working = useReading(['proof.run'], close.isPending);
  const [text, setText] = useState('');
  const drawer = status.drawers.find(({ mine }) => mine);
  const count = readCount(text, status.denominations, formats.currency, formats.locale);
  const submit = (): void => {
    if (close.isPending || !count.ok) return;
    close.mutate({ drawer: drawer ? { drawerId: drawer.id, pieces: count.pieces } : null }, { onSuccess: () => setText('') });
  };
  const action: Action = { id: 'day.close', label: t(($) => $.day.close), group: t(($) => $.day.title), keys: 'enter', run: submit };
  useActions('screen', [action]);
  if (close.data) return <DayClosed closed={close.data} />;
  return (
    <form
      className="column"
      style={{ gap: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Section title={t(($) => $.day.cash)} />
      {drawer ? (
        <>
          <TextInput
            autoFocus
            autoComplete="off"
            label={t(($) => $.day.count, { number: drawer.number })}
            description={t(($) => $.day.countHint)}
            value={text}
            error={!count.ok && t(($) => $.day.countPart, { part: count.part })}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className="till-due" aria-live="polite">
            <span className="text2">{t(($) => $.day.counted)}</span>
            <span className="till-figure num">{count.ok ? formats.money(countedOf(count.pieces)) : '—'}</span>
          </div>
        </>
      ) : (
        <p className="text2">{t(($) => $.day.nothingToCount)}</p>
      )}
      {close.error !== null && <ProblemPanel problem={close.error} />}
      <ActionButton action={action} loading={close.isPending} />
      <p className="text2" aria-live="polite">{close.isPending ? t(($) => $.day.closing) : t(($) => $.day.does)}</p>
      {working && <Working label={t(($) => $.month.proving)} done={working.done} of={working.of} onStop={working.stop} />}
    </form>
  );
}

/** What was true that evening, as it is written down. */
function DayClosed({ closed }: { closed: Closed }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { drawer } = closed;
  const even = drawer?.difference === 0;
  const cash = drawer && (even ? t(($) => $.day.cashEven, { amount: formats.money(drawer.counted) }) : t(($) => $.day.cashOff, { amount: formats.signed(drawer.difference), expected: formats.money(drawer.expected) }));
  return (
    <div className="column" role="status" style={{ gap: 8 }} data-closed={closed.id}>
      <Section title={t(($) => $.day.closed)} side={formats.time(closed.closedAt)} />
      {cash !== null && <Line kind={even ? 'done' : 'look'}>{cash}</Line>}
      <Line kind="done">{t(($) => $.day.proved, { proofs: closed.proofs, rows: closed.checked })}</Line>
      <Line kind="done">{t(($) => $.day.backup, { name: closed.backup })}</Line>
      <Line kind="done">
        {t(($) => $.day.head)} <code className="mono day-head">{closed.head}</code>
      </Line>
      <p className="text2">{t(($) => $.day.leaves, { due: closed.dueToday, exceptions: closed.openExceptions, waiting: closed.waiting, parked: closed.parked })}</p>
    </div>
  );
}

const Line = ({ kind, children }: { kind: 'done' | 'look'; children: React.ReactNode }) => (
  <div className="row" style={{ alignItems: 'baseline' }}>
    <Glyph kind={kind} />
    <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{children}</span>
  </div>
);
