import { Button, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Day, isDay } from '../../shared/units/day.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** What is said of a list beside its prices. */
interface Card {
  name: string;
  customerGroupId: number | null;
  channelId: number | null;
  priority: number;
  validFromOn: Day | null;
  validThroughOn: Day | null;
}

interface DialogProps {
  /** The list that is changed; without it, a new one. */
  list?: Card & { id: number };
  onClose: () => void;
  onSaved: (priceListId: number) => void;
}

/** A price list: whom it is for, when, and what it comes before. Its prices are added beside it. */
export function PriceListDialog(props: DialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={props.onClose} title={<span className="strong">{props.list ? t(($) => $.pricing.edit) : t(($) => $.pricing.create)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      <PriceListForm {...props} />
    </Modal>
  );
}

const empty: Card = { name: '', customerGroupId: null, channelId: null, priority: 100, validFromOn: null, validThroughOn: null };

const cardOf = ({ name, customerGroupId, channelId, priority, validFromOn, validThroughOn }: Card): Card => ({ name, customerGroupId, channelId, priority, validFromOn, validThroughOn });

function PriceListForm({ list, onClose, onSaved }: DialogProps) {
  const { t } = useTranslation();
  const groups = useQueryOf('customerGroup.list', undefined).data?.groups ?? [];
  const channels = useQueryOf('channel.list', undefined).data?.channels ?? [];
  const [card, setCard] = useState({ ...cardOf(list ?? empty), newGroup: '' });
  const [tried, setTried] = useState(false);
  const { save, pending, problem } = useSave(list, onSaved, onClose);
  const set = (change: Partial<typeof card>): void => setCard({ ...card, ...change });
  const submit = (): void => {
    setTried(true);
    if (card.name.trim() !== '' && !pending) save(card);
  };
  useActions('dialog', [{ id: 'prices.save', label: t(($) => $.pricing.save), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  const optional = <span className="text3">{t(($) => $.ui.optional)}</span>;
  const choice = (value: string | null): number | null => (value === null || value === '' ? null : Number(value));
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      <TextInput data-autofocus label={t(($) => $.pricing.name)} value={card.name} onChange={(event) => set({ name: event.currentTarget.value })} error={tried && card.name.trim() === '' && t(($) => $.products.required)} />
      <Select
        label={t(($) => $.pricing.group)}
        data={[{ value: '', label: t(($) => $.pricing.everybody) }, ...groups.map(({ id, name }) => ({ value: String(id), label: name }))]}
        value={String(card.customerGroupId ?? '')}
        onChange={(value) => set({ customerGroupId: choice(value) })}
      />
      {card.customerGroupId === null && (
        <TextInput label={<>{t(($) => $.pricing.newGroup)} {optional}</>} description={t(($) => $.pricing.newGroupHint)} value={card.newGroup} onChange={(event) => set({ newGroup: event.currentTarget.value })} />
      )}
      <Select
        label={t(($) => $.pricing.channel)}
        data={[{ value: '', label: t(($) => $.pricing.anyChannel) }, ...channels.map(({ id, name }) => ({ value: String(id), label: name }))]}
        value={String(card.channelId ?? '')}
        onChange={(value) => set({ channelId: choice(value) })}
      />
      <NumberInput hideControls min={0} max={1000} allowDecimal={false} label={t(($) => $.pricing.priority)} description={t(($) => $.pricing.priorityHint)} value={card.priority} onChange={(priority) => set({ priority: Number(priority) })} />
      <div className="row" style={{ gap: 12, alignItems: 'flex-end' }}>
        {(['validFromOn', 'validThroughOn'] as const).map((field) => (
          <TextInput
            key={field}
            type="date"
            style={{ flex: 1 }}
            label={<>{field === 'validFromOn' ? t(($) => $.pricing.validFrom) : t(($) => $.pricing.validThrough)} {optional}</>}
            value={card[field] ?? ''}
            onChange={({ currentTarget: { value } }) => set({ [field]: isDay(value) ? value : null })}
          />
        ))}
      </div>
      {problem !== undefined && <ProblemPanel problem={problem} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onClose}>
          {t(($) => $.payments.notNow)}
        </Button>
        <Button type="submit" loading={pending} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.pricing.save)}
        </Button>
      </div>
    </form>
  );
}

/** Makes the group first where a new one was named; a refused list finds it made and chosen by its name. */
function useSave(list: DialogProps['list'], onSaved: (priceListId: number) => void, onClose: () => void) {
  const { t } = useTranslation();
  const { currency } = useFormats();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const make = async (card: Card): Promise<number> => {
    const { priceListId } = await client.call('priceList.create', { ...card, currency });
    show(t(($) => $.pricing.created, { name: card.name }), () => client.call('priceList.block', { priceListId }));
    return priceListId;
  };
  const change = async (priceListId: number, changes: Card): Promise<number> => {
    const { before } = await client.call('priceList.update', { priceListId, changes });
    show(t(($) => $.pricing.changed, { name: changes.name }), () => client.call('priceList.update', { priceListId, changes: before }));
    return priceListId;
  };
  const groupNamed = async (name: string): Promise<number> => {
    const { groups } = await client.call('customerGroup.list', undefined);
    return groups.find((group) => group.name === name)?.id ?? (await client.call('customerGroup.create', { name })).customerGroupId;
  };
  const keep = async ({ newGroup, ...card }: Card & { newGroup: string }): Promise<void> => {
    const whole = { ...card, customerGroupId: card.customerGroupId ?? (newGroup.trim() === '' ? null : await groupNamed(newGroup.trim())) };
    onSaved(await (list ? change(list.id, whole) : make(whole)));
    onClose();
  };
  const save = (card: Card & { newGroup: string }): void => {
    setPending(true);
    void keep(card)
      .catch(setProblem)
      .finally(() => setPending(false));
  };
  return { save, pending, problem };
}
