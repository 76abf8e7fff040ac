import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { valueClasses } from '../../shared/analysis/class.rules.ts';
import { quantity, type Quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { Figures } from '../ui/figures.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Cycle = OutputOf<'countCycle.get'>;

/** What of each class is due to be counted, and how to begin with it. */
export function CyclePlan({ onCount }: { onCount: () => void }) {
  const { t } = useTranslation();
  const locations = useQueryOf('location.list', undefined);
  const place = locations.data?.locations.find(({ kind, blocked }) => kind !== 'inTransit' && !blocked);
  const answer = useQueryOf('countCycle.get', { locationId: place?.id ?? 0 }, { enabled: place !== undefined });
  const [changing, setChanging] = useState(false);
  const due = (answer.data?.classes ?? []).reduce((sum, row) => sum + row.due, 0);
  const group = t(($) => $.countCycle.title);
  const actions: Action[] = [
    ...(due > 0 ? [{ id: 'cycle.count', label: t(($) => $.countCycle.count), group, keys: 'd', run: onCount }] : []),
    { id: 'cycle.change', label: t(($) => $.countCycle.change), group, keys: 'e', run: () => setChanging(true) },
  ];
  const there = answer.data !== undefined && answer.data.classes.some(({ lines }) => lines > 0);
  useActions('screen', there ? actions : []);
  if (!answer.data || !there) return null;
  return (
    <>
      <CycleFigures cycle={answer.data} />
      <div className="filters">
        <span className="text2">{group} · {place?.name}</span>
        <span className="spring" />
        {actions.map((action) => (
          <ActionButton key={action.id} action={action} variant="default" />
        ))}
      </div>
      {changing && <CycleDialog cycle={answer.data} onClose={() => setChanging(false)} />}
    </>
  );
}

function CycleFigures({ cycle }: { cycle: Cycle }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const caption = ({ due, lines, never, nextOn }: Cycle['classes'][number]): string => {
    if (lines === 0) return t(($) => $.countCycle.none);
    const parts = [
      due === 0 ? t(($) => $.countCycle.allDone) : t(($) => $.countCycle.due, { due: formats.count(due), lines: formats.count(lines) }),
      ...(never > 0 ? [t(($) => $.countCycle.never, { never: formats.count(never) })] : []),
      ...(nextOn !== null ? [t(($) => $.countCycle.next, { day: formats.day(nextOn) })] : []),
    ];
    return parts.join(' · ');
  };
  return (
    <Figures
      figures={cycle.classes.map((row) => ({
        id: row.valueClass,
        label: `${row.valueClass} · ${t(($) => $.countCycle.every, { count: row.days })}`,
        value: formats.count(row.due),
        caption: caption(row),
      }))}
    />
  );
}

type Days = Record<(typeof valueClasses)[number], Quantity | null>;

function CycleDialog({ cycle, onClose }: { cycle: Cycle; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('countCycle.set');
  const of = (valueClass: keyof Days): Quantity => quantity((cycle.classes.find((row) => row.valueClass === valueClass)?.days ?? 1) * 1000);
  const [days, setDays] = useState<Days>({ A: of('A'), B: of('B'), C: of('C') });
  const whole = (valueClass: keyof Days): number => Math.max(1, Math.round((days[valueClass] ?? 1000) / 1000));
  const submit = (): void =>
    set.mutate({ A: whole('A'), B: whole('B'), C: whole('C') }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.countCycle.saved), () => set.mutateAsync(before));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.countCycle.dialogTitle)} verb={t(($) => $.countCycle.save)} pending={set.isPending} problem={set.error} onSubmit={submit} onClose={onClose}>
      {valueClasses.map((valueClass, place) => (
        <QuantityField
          key={valueClass}
          first={place === 0}
          label={t(($) => $.countCycle.days, { valueClass })}
          unit=""
          decimals={0}
          value={days[valueClass]}
          onChange={(many) => setDays({ ...days, [valueClass]: many })}
        />
      ))}
    </DialogForm>
  );
}
