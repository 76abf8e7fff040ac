import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Place = OutputOf<'location.list'>['locations'][number];
type Negative = OutputOf<'negative.list'>['rows'][number];

/** Each place with whose goods lie there and whether it may go below zero; then every level that is, with its deadline. */
export function NegativeRule() {
  const { t } = useTranslation();
  const places = useQueryOf('location.list', undefined).data?.locations ?? [];
  const negatives = useQueryOf('negative.list', undefined).data;
  const update = useCommand('location.update');
  const turn = (place: Place): void =>
    update.mutate({ locationId: place.id, changes: { negativePolicy: place.negativePolicy === 'allow' ? 'refuse' : 'allow' } });
  return (
    <section>
      <Section title={t(($) => $.inventory.placesTitle)} side={t(($) => $.inventory.policy)} />
      {places.map((place) => (
        <div key={place.id} className="rule-row">
          <span className="medium ellipsis">{place.kind === 'inTransit' ? t(($) => $.stock.inTransit) : place.name}</span>
          <span className="text2 ellipsis">{whose(place, t)}</span>
          <span className="text2">
            {place.negativePolicy === 'allow' ? t(($) => $.inventory.policies.allow, { count: place.negativeDays }) : t(($) => $.inventory.policies.refuse)}
          </span>
          {place.kind === 'inTransit' || place.owner !== null || place.holder !== null ? (
            <span />
          ) : (
            <button type="button" className="plain link" onClick={() => turn(place)}>
              {place.negativePolicy === 'allow' ? t(($) => $.inventory.policies.turnOff) : t(($) => $.inventory.policies.turnOn)}
            </button>
          )}
        </div>
      ))}
      {update.error !== null && <ProblemPanel problem={update.error} />}
      <Section title={t(($) => $.inventory.negativesTitle)} />
      {negatives?.rows.length === 0 && <p className="text2">{t(($) => $.inventory.negativesNone)}</p>}
      {negatives?.rows.map((row) => <NegativeRow key={row.id} row={row} place={places.find((one) => one.id === row.locationId)?.name ?? ''} />)}
    </section>
  );
}

type Words = ReturnType<typeof useTranslation>['t'];

/** Whose goods, in whose hands; our own in our own hands is said by whether they are sold there. */
function whose(place: Place, t: Words): string {
  if (place.owner !== null) return t(($) => $.inventory.ofOwner, { name: place.owner });
  if (place.holder !== null) return t(($) => $.inventory.atHolder, { name: place.holder });
  return place.sellable ? t(($) => $.inventory.sells) : t(($) => $.inventory.sellsNot);
}

function NegativeRow({ row, place }: { row: Negative; place: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const explain = useCommand('negative.explain');
  const [note, setNote] = useState(row.note ?? '');
  return (
    <div className="rule-row">
      <span className="ellipsis">
        {row.name} <span className="text3 code">{row.sku}</span>
      </span>
      <Status kind={row.overdue ? 'stop' : 'wait'}>{`${place} · ${t(($) => $.inventory.by, { day: formats.dateTime(row.deadlineAt) })}`}</Status>
      <span className="num bad">▾ {formats.quantity(row.onHand)}</span>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          explain.mutate({ negativeId: row.id, changes: { note: note === '' ? null : note } });
        }}
      >
        <TextInput aria-label={t(($) => $.inventory.note)} placeholder={t(($) => $.inventory.note)} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <Button type="submit" variant="default" style={{ flex: 'none' }} loading={explain.isPending}>
          {t(($) => $.inventory.explain)}
        </Button>
      </form>
    </div>
  );
}
