import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDistances } from '../../shared/fulfilment/distance-sheet.rules.ts';
import { preferences } from '../../shared/fulfilment/ship-from.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { ShipFromWhy } from './ship-from-why.tsx';

type Place = OutputOf<'shipFrom.settings'>['places'][number];

/** From which place orders leave: what decides, what each place costs and is away, and why one order leaves from where it does. */
export function ShipFromScreen() {
  const { t } = useTranslation();
  const answer = useQueryOf('shipFrom.settings', undefined);
  const set = useCommand('shipFrom.setRule');
  const show = useToasts((toasts) => toasts.show);
  const choose = (prefers: (typeof preferences)[number]): void => set.mutate({ prefers }, { onSuccess: ({ before }) => show(t(($) => $.notices.ruleToast), () => set.mutateAsync(before)) });
  return (
    <Screen title={t(($) => $.shipFrom.title)}>
      {answer.isPending && <Loading rows={8} />}
      {answer.error !== null && <ProblemPanel problem={answer.error} />}
      {answer.data && (
        <div className="scroll">
          <div className="settings">
            <section>
              <Section title={t(($) => $.shipFrom.rule)} />
              <SegmentedControl aria-label={t(($) => $.shipFrom.rule)} data={preferences.map((value) => ({ value, label: t(($) => $.shipFrom.prefers[value]) }))} value={answer.data.prefers} onChange={choose} mb={16} />
              <ShipFromWhy />
            </section>
            <section>
              <Section title={t(($) => $.shipFrom.places)} />
              {answer.data.places.map((place) => (
                <PlaceForm key={`${place.locationId} ${place.handling} ${JSON.stringify(place.distances)}`} place={place} />
              ))}
            </section>
          </div>
        </div>
      )}
    </Screen>
  );
}

function PlaceForm({ place }: { place: Place }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const country = useQueryOf('shop.get', undefined).data?.country ?? 'CN';
  const set = useCommand('shipFrom.setPlace');
  const [handling, setHandling] = useState<Minor | null>(place.handling);
  const headings = (['country', 'postcodeFrom', 'postcodeTo'] as const).map((column) => t(($) => $.carriers.columns[column]));
  const [text, setText] = useState(() => [[...headings, t(($) => $.shipFrom.km)].join(','), ...place.distances.map((row) => [row.country, row.postcodeFrom, row.postcodeTo, row.kilometres].join(','))].join('\n'));
  const { rows, problem } = useMemo(() => readDistances(text, country), [text, country]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (problem === null) set.mutate({ locationId: place.locationId, handling: handling ?? (0 as Minor), distances: rows }, { onSuccess: ({ before }) => show(t(($) => $.carriers.savedToast), () => set.mutateAsync(before)) });
  };
  return (
    <form className="column" style={{ gap: 12, marginBottom: 24 }} onSubmit={submit}>
      <h3 className="medium" style={{ margin: 0 }}>{place.name}</h3>
      <MoneyField label={t(($) => $.shipFrom.handling)} currency={formats.currency} value={handling} onChange={setHandling} />
      <Textarea autosize minRows={3} maxRows={10} label={t(($) => $.shipFrom.distances)} description={t(($) => $.shipFrom.distancesText)} error={problem !== null && t(($) => $.shipFrom.unreadable, { row: problem })} value={text} onChange={(event) => setText(event.currentTarget.value)} styles={{ input: { fontFamily: 'var(--sw-mono)' } }} />
      {set.error !== null && <ProblemPanel problem={set.error} />}
      <Button type="submit" variant="default" loading={set.isPending} style={{ alignSelf: 'flex-start' }}>
        {t(($) => $.shipFrom.save)}
      </Button>
    </form>
  );
}
