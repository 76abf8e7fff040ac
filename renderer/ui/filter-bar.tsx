import { Button, Menu, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
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
  const { words } = useUi();
  return (
    <div className="filters">
      {props.search}
      {props.chips.map((chip) => (
        <span key={chip.id} className="chip">
          <span className="chip-field">{chip.field}</span>
          <span>{chip.value}</span>
          <button type="button" className="chip-remove" aria-label={`${words.remove}: ${chip.field} ${chip.value}`} onClick={() => props.onRemove(chip.id)}>
            ×
          </button>
        </span>
      ))}
      <Menu opened={props.opened} onChange={props.onOpened} position="bottom-start" width={280} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="subtle" color="gray" leftSection={<IconPlus size={12} />} rightSection={<Key keys="f" />}>
            {words.filter}
          </Button>
        </Menu.Target>
        {/* A shop may have hundreds of values to choose from. */}
        <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
          <Offers offers={props.offers} onAdd={props.onAdd} />
        </Menu.Dropdown>
      </Menu>
      <span className="spring" />
      {props.side}
    </div>
  );
}

function Offers({ offers, onAdd }: { offers: readonly FilterOffer[]; onAdd: (id: string) => void }) {
  const { words } = useUi();
  const [text, setText] = useState('');
  const found = offers.filter(({ field, value }) => `${field} ${value}`.toLowerCase().includes(text.toLowerCase()));
  return (
    <>
      <TextInput data-autofocus mb={4} value={text} placeholder={words.findField} aria-label={words.findField} onChange={(event) => setText(event.currentTarget.value)} />
      {found.map((offer) => (
        <Menu.Item key={offer.id} fz={13} onClick={() => onAdd(offer.id)}>
          <span className="text3">{offer.field}</span> {offer.value}
        </Menu.Item>
      ))}
      {found.length === 0 && <div className="caption" style={{ padding: '4px 12px' }}>{words.nothingFound}</div>}
    </>
  );
}
