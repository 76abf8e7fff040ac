import { Button, Combobox, type ComboboxStore, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Key } from './key.tsx';
import { useUi } from './ui-context.tsx';

/** One condition as a sentence: "Ship by before | Tue | ×". */
export interface FilterChip {
  readonly id: string;
  readonly field: string;
  readonly value: string;
}

/** A condition that may be added, under the field it belongs to. */
export interface FilterOffer {
  readonly id: string;
  readonly field: string;
  readonly value: string;
}

export function FilterBar(props: {
  chips: readonly FilterChip[];
  offers: readonly FilterOffer[];
  opened: boolean;
  onOpened: (opened: boolean) => void;
  onAdd: (id: string) => void;
  onRemove: (id: string) => void;
  search?: ReactNode;
  side?: ReactNode;
}) {
  return (
    <div className="filters">
      {props.search}
      {props.chips.map((chip) => (
        <Chip key={chip.id} field={chip.field} value={chip.value} onRemove={() => props.onRemove(chip.id)} />
      ))}
      <Conditions {...props} />
      <span className="spring" />
      {props.side}
    </div>
  );
}

/** A condition that holds, and the way to take it away. */
export function Chip({ field, value, onRemove }: Omit<FilterChip, 'id'> & { onRemove: () => void }) {
  const { words } = useUi();
  return (
    <span className="chip">
      <span className="chip-field">{field}</span>
      <span>{value}</span>
      <button type="button" className="chip-remove" aria-label={`${words.remove}: ${field} ${value}`} onClick={onRemove}>
        ×
      </button>
    </span>
  );
}

/** The button with its list: a field that finds, over a list to choose from. */
function Conditions({ offers, opened, onOpened, onAdd }: Pick<Parameters<typeof FilterBar>[0], 'offers' | 'opened' | 'onOpened' | 'onAdd'>) {
  const { words } = useUi();
  const combobox = useCombobox({ opened, onOpenedChange: onOpened });
  const add = (id: string): void => {
    onAdd(id);
    combobox.closeDropdown();
    combobox.focusTarget();
  };
  return (
    <Combobox store={combobox} keepMounted={false} position="bottom-start" width={280} onOptionSubmit={add}>
      <Combobox.Target targetType="button">
        <Button variant="subtle" color="gray" leftSection={<IconPlus size={12} />} rightSection={<Key keys="f" />} onClick={() => combobox.toggleDropdown()}>
          {words.filter}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Offers offers={offers} combobox={combobox} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Offers({ offers, combobox }: { offers: readonly FilterOffer[]; combobox: ComboboxStore }) {
  const { words } = useUi();
  const [text, setText] = useState('');
  const found = offers.filter(({ field, value }) => `${field} ${value}`.toLowerCase().includes(text.toLowerCase()));
  const { focusSearchInput, selectFirstOption } = combobox;
  useEffect(() => focusSearchInput(), [focusSearchInput]);
  // What is typed narrows the list, and Enter takes the first that is left.
  useEffect(() => void (text !== '' && selectFirstOption()), [text, selectFirstOption]);
  return (
    <>
      <Combobox.Search value={text} placeholder={words.findField} aria-label={words.findField} onChange={(event) => setText(event.currentTarget.value)} />
      {/* A shop may have hundreds of values to choose from. */}
      <Combobox.Options mah={360} style={{ overflowY: 'auto' }} aria-label={words.filter}>
        {found.map((offer) => (
          <Combobox.Option key={offer.id} value={offer.id} fz={13}>
            <span className="text3">{offer.field}</span> {offer.value}
          </Combobox.Option>
        ))}
        {found.length === 0 && <Combobox.Empty fz={12}>{words.nothingFound}</Combobox.Empty>}
      </Combobox.Options>
    </>
  );
}
