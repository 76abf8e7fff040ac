import { TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConflictChoice, conflictChoices } from '../../shared/channels/conflict.rules.ts';
import { type UnitPrice, unitPrice } from '../../shared/units/unit-price.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { UnitPriceField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { type Conflict, isAddress, type Value, ValueText } from './conflict-value.tsx';
import type { Settling } from './use-settling.ts';

interface ChoicesProps {
  conflict: Conflict;
  settling: Settling;
  onApply: () => void;
}

/** On sale or not has no third value. */
const choicesOf = ({ field }: Conflict): readonly ConflictChoice[] => (field === 'offered' ? conflictChoices.slice(0, 2) : conflictChoices);

/** Both sides and a third value, one under the other, each with its number key; settled ones only tell. */
export function ConflictChoices({ conflict, settling, onApply }: ChoicesProps) {
  const { t } = useTranslation();
  const { conflictId, channelName, field, state } = conflict;
  const isOpen = state === 'open';
  const current = settling.chosen.get(conflictId)?.choose;
  const group = t(($) => $.keys.here);
  const offered = isOpen ? choicesOf(conflict) : [];
  const pick = (choose: ConflictChoice): void => settling.choose(conflictId, choose === 'other' ? { choose, value: settling.chosen.get(conflictId)?.value ?? null } : { choose });
  useActions('peek', offered.map((choose, index) => ({ id: `conflict.choose.${choose}`, label: t(($) => $.conflicts.choose[choose]), group, keys: String(index + 1), run: () => pick(choose) })));
  const effect = current === undefined ? undefined : field === 'address' ? t(($) => $.conflicts.addressNote) : t(($) => $.conflicts.effect[current], { channel: channelName });
  return (
    <>
      <div role="radiogroup" aria-label={t(($) => $.conflicts.choice)} className="column sides">
        {(['ours', 'theirs'] as const).map((side, index) => (
          <Side key={side} keys={isOpen ? String(index + 1) : undefined} name={t(($) => $.conflicts[side])} checked={current === side} onPick={isOpen ? () => pick(side) : undefined} caption={<SaidWhen {...conflict[side]} />}>
            <ValueText conflict={conflict} value={conflict[side].value} />
          </Side>
        ))}
        {offered.includes('other') && <Side keys="3" name={t(($) => $.conflicts.choose.other)} checked={current === 'other'} onPick={() => pick('other')} />}
      </div>
      {current === 'other' && <ThirdValue key={conflictId} conflict={conflict} onSay={(value) => settling.choose(conflictId, { choose: 'other', value })} onApply={onApply} />}
      {isOpen && effect !== undefined && <p className="caption text-wrap" style={{ marginTop: 4 }}>{effect}{field === 'price' && current !== 'ours' && ` ${t(($) => $.conflicts.effectPrice, { channel: channelName })}`}</p>}
    </>
  );
}

function Side({ keys, name, checked, onPick, caption, children }: { keys: string | undefined; name: string; checked: boolean; onPick: (() => void) | undefined; caption?: ReactNode; children?: ReactNode }) {
  return (
    <button type="button" role="radio" aria-checked={checked} disabled={onPick === undefined} className="side" onClick={onPick}>
      <span className="row">
        <span className="caption">{name}</span>
        <span className="spring" />
        {keys !== undefined && <Key keys={keys} />}
      </span>
      {children}
      {caption}
    </button>
  );
}

function SaidWhen({ from, at }: { from: Conflict['ours']['from'] | Conflict['theirs']['from']; at: Conflict['ours']['at'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return <span className="caption text-wrap">{t(($) => $.conflicts.from[from], { when: at === null ? t(($) => $.conflicts.unknownTime) : formats.dateTime(at) })}</span>;
}

/** Written here and sent there; Enter applies it. */
function ThirdValue({ conflict, onSay, onApply }: { conflict: Conflict; onSay: (value: Value) => void; onApply: () => void }) {
  const { t } = useTranslation();
  const { field, currency, ours } = conflict;
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  const [text, setText] = useState(() => (typeof ours.value === 'string' ? ours.value : isAddress(ours.value) ? ours.value.line1 : ''));
  const [price, setPrice] = useState<UnitPrice | null>(typeof ours.value === 'number' ? unitPrice(ours.value) : null);
  const say = (said: string): void => {
    setText(said);
    onSay(said.trim() === '' && field === 'name' ? null : isAddress(ours.value) ? { ...ours.value, line1: said } : said);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onApply();
  };
  const label = t(($) => $.conflicts.thirdFor, { field: t(($) => $.conflicts.fields[field]) });
  return (
    <form ref={box} onSubmit={submit}>
      {field === 'price' ? (
        <UnitPriceField label={label} currency={currency} value={price} live onChange={(said) => { setPrice(said); onSay(said); }} />
      ) : (
        <TextInput label={label} value={text} autoComplete="off" onChange={(event) => say(event.currentTarget.value)} />
      )}
    </form>
  );
}
