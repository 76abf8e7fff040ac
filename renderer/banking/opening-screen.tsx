import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { type Day, isDay } from '../../shared/units/day.ts';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { OpeningCheck } from './opening-check.tsx';
import { OpeningPast } from './opening-past.tsx';
import { OpeningRows } from './opening-rows.tsx';
import { type OpeningStep, openingSteps, useOpeningWay } from './opening.store.ts';

export type Opening = OutputOf<'opening.check'>;

/** What the books begin with, in four steps: the day, the trial balance, the open items, and the check that posts. */
export function OpeningScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const today = dayOf(useNow(), formats.timeZone);
  const { step, on: typed, go, setOn } = useOpeningWay();
  const openingOn: Day = typed !== undefined && isDay(typed) ? typed : today;
  const opening = useQueryOf('opening.check', { openingOn });
  const group = t(($) => $.opening.title);
  const { next, previous } = useWay(step, go, group);
  useActions('screen', [...(next ? [next] : []), ...(previous ? [previous] : [])]);
  const { data } = opening;
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>}
      side={<span className="text2">{formats.fullDay(openingOn)}</span>}
      buttons={
        <>
          {previous && <ActionButton action={previous} variant="default" />}
          {next && <ActionButton action={next} />}
        </>
      }
    >
      <MoneyTabs current="trialBalance" />
      <Steps current={step} opening={data} />
      {opening.isPending && <Loading widths={[90, 240, 120, 120]} />}
      {opening.error !== null && <ProblemPanel problem={opening.error} onRetry={() => void opening.refetch()} />}
      {data && step === 'date' && <DateStep on={typed ?? today} onChange={setOn} />}
      {data && step === 'balances' && <OpeningRows key="balances" opening={data} lists={['balance']} />}
      {data && step === 'items' && <OpeningRows key="items" opening={data} lists={['receivable', 'payable', 'bank']} />}
      {data && step === 'check' && <OpeningCheck opening={data} />}
    </Screen>
  );
}

/** The step after and the one before. */
function useWay(step: OpeningStep, go: (to: OpeningStep) => void, group: string): { next: Action | undefined; previous: Action | undefined } {
  const { t } = useTranslation();
  const at = openingSteps.indexOf(step);
  const [after, before] = [openingSteps[at + 1], openingSteps[at - 1]];
  return {
    next: after && { id: 'opening.next', label: t(($) => $.opening.next), group, keys: 'mod+enter', whileTyping: true, run: () => go(after) },
    previous: before && { id: 'opening.previous', label: t(($) => $.opening.previous), group, keys: '[', run: () => go(before) },
  };
}

function Steps({ current, opening }: { current: OpeningStep; opening: Opening | undefined }) {
  const { t } = useTranslation();
  const at = openingSteps.indexOf(current);
  const formats = useFormats();
  const counts: Partial<Record<OpeningStep, number>> = opening ? { balances: opening.rows.filter(({ list }) => list === 'balance').length, items: opening.rows.filter(({ list }) => list !== 'balance').length } : {};
  return (
    <ol className="steps">
      {openingSteps.map((step, index) => (
        <li key={step} {...(index === at && { 'aria-current': 'step' })}>
          <Status kind={index < at ? 'done' : index === at ? 'half' : 'todo'}>
            {t(($) => $.opening.steps[step])}
            {counts[step] !== undefined && <span className="text3 num"> {formats.count(counts[step])}</span>}
          </Status>
        </li>
      ))}
      <li className="spring" aria-hidden="true" />
      <li className="text2">{t(($) => $.imports.nothingYet)}</li>
    </ol>
  );
}

function DateStep({ on, onChange }: { on: string; onChange: (on: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="scroll">
      <div className="column" style={{ maxWidth: 640, padding: 16, gap: 12 }}>
        <p style={{ margin: 0 }}>{t(($) => $.opening.dateText)}</p>
        <TextInput type="date" w={170} label={t(($) => $.opening.on)} value={on} onChange={(event) => onChange(event.currentTarget.value)} />
        <p className="text2" style={{ margin: 0 }}>{t(($) => $.opening.dateHint)}</p>
      </div>
      <OpeningPast />
    </div>
  );
}
