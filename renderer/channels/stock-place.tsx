import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StockPlace as Place } from '../../shared/channels/channel.contract.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';

type Channel = OutputOf<'channel.list'>['channels'][number];

/** At which of the shop's own places it is told stock, and the way to choose another while it is told none. */
export function StockPlace({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  // A question, asked anew each time the list is opened.
  const ask = useCommand('channel.places');
  const { id: channelId, stockPlace, sendsStock, name } = channel;
  const open = { id: 'channel.place', label: t(($) => $.channels.place.choose), group: name, keys: 'p', run: () => ask.mutate({ channelId }) };
  const isOffered = !sendsStock && ask.isIdle;
  useActions('peek', isOffered ? [open] : []);
  return (
    <>
      <Section title={t(($) => $.channels.place.title)} />
      <div className="peek-line">
        <Status kind={stockPlace ? 'done' : 'off'}>{stockPlace?.name ?? t(($) => $.channels.place.only)}</Status>
        {isOffered && (
          <Button variant="default" rightSection={<Key keys="p" />} onClick={open.run}>
            {open.label}
          </Button>
        )}
      </div>
      <p className="text2 text-wrap">{t(($) => (stockPlace ? $.channels.place.chosenText : $.channels.place.text))}</p>
      {sendsStock && <p className="text2 text-wrap">{t(($) => $.channels.place.sending)}</p>}
      {ask.isPending && <Loading widths={[180]} rows={2} />}
      {ask.error !== null && <ProblemPanel problem={ask.error} onRetry={open.run} />}
      {ask.data && !sendsStock && <Places channel={channel} places={ask.data.places} onClose={ask.reset} />}
    </>
  );
}

/** Each has its number key, as far as there are ten. */
function Places({ channel, places, onClose }: { channel: Channel; places: readonly Place[]; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const { id: channelId, name, stockPlace } = channel;
  const set = useCommand('channel.setStockPlace');
  const refresh = useCommand('channel.refresh');
  const nameOf = (place: Place | null): string => place?.name ?? t(($) => $.channels.place.only);
  const pick = (place: Place | null): void =>
    set.mutate(
      { channelId, place },
      {
        onSuccess: ({ before }) => {
          show(t(($) => $.channels.place.chosen, { name, place: nameOf(place) }), () => set.mutateAsync({ channelId, place: before }));
          // Where it cannot be asked now it is read with the next round.
          refresh.mutate({ channelId });
          onClose();
        },
      },
    );
  const offered: readonly (Place | null)[] = [null, ...places];
  const group = t(($) => $.keys.here);
  useActions('peek', [
    { id: 'channel.place.leave', label: t(($) => $.channels.place.close), group, keys: 'l', run: onClose },
    ...offered.slice(0, 10).map((place, index) => ({ id: `channel.place.${index}`, label: nameOf(place), group, keys: String(index), run: () => pick(place) })),
  ]);
  return (
    <>
      {places.length === 0 && <p className="text2">{t(($) => $.channels.place.none)}</p>}
      <div role="radiogroup" aria-label={t(($) => $.channels.place.title)} className="column sides">
        {offered.map((place, index) => (
          <button key={place?.externalId ?? ''} type="button" role="radio" aria-checked={(place?.externalId ?? null) === (stockPlace?.externalId ?? null)} disabled={set.isPending} className="side" onClick={() => pick(place)}>
            <span className="row">
              <span>{nameOf(place)}</span>
              <span className="spring" />
              {index < 10 && <Key keys={String(index)} />}
            </span>
          </button>
        ))}
      </div>
      <Button variant="subtle" color="gray" mt={8} rightSection={<Key keys="l" />} onClick={onClose}>
        {t(($) => $.channels.place.close)}
      </Button>
      {set.error !== null && <ProblemPanel problem={set.error} />}
    </>
  );
}
