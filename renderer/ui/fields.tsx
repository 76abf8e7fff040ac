import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { UnreadableReason } from '../../shared/units/arithmetic.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { type Parsed, parseMinor, parseQuantity, parseRate, parseUnitPrice } from '../../shared/units/parse.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { exactPercent } from './exact-percent.ts';
import { type UiWords, useUi } from './ui-context.tsx';

interface NumberFieldProps<Unit> {
  label: string;
  value: Unit | null;
  onChange: (value: Unit | null) => void;
  description?: string;
  error?: ReactNode;
  /** Has the focus when its dialog opens. */
  first?: boolean;
  /** Tells every text that can be read as it is typed, not only when the field is left: change is shown before Enter. */
  live?: boolean;
  /** In a table: its column says what it is, the label is only read aloud. */
  inCell?: boolean;
  /** Under which a screen finds the field to give it the keys. */
  name?: string;
}

/** Money as people type it: `12*3+4`, `1.5k`, comma or point, full-width digits. Formatted when left, plain while typed. */
export function MoneyField({ currency, ...props }: NumberFieldProps<Minor> & { currency: string }) {
  const { formats } = useUi();
  return (
    <NumberField
      {...props}
      parse={(text) => parseMinor(text, currency, formats.locale)}
      format={(amount) => formats.amountIn(amount, currency)}
      leftSection={<span className="text3">{formats.symbolOf(currency)}</span>}
    />
  );
}

/** A price per unit, with up to four decimals; of the shop's currency where no other is named. */
export function UnitPriceField({ currency: other, ...props }: NumberFieldProps<UnitPrice> & { currency?: string }) {
  const { formats } = useUi();
  const { locale } = formats;
  const currency = other ?? formats.currency;
  const bare = (price: UnitPrice): string => formats.bareUnitPrice(price, currency);
  return <NumberField {...props} parse={(text) => parseUnitPrice(text, currency, locale)} format={bare} leftSection={<span className="text3">{formats.symbolOf(currency)}</span>} />;
}

/** A rate in percent, with every place it is kept with. */
export function PercentField(props: NumberFieldProps<RatePpm>) {
  const { locale } = useUi().formats;
  return <NumberField {...props} parse={(text) => parseRate(text, locale)} format={(rate) => exactPercent(rate, locale)} rightSection={<span className="text3">%</span>} />;
}

const onePiece = 1000;

/** A quantity with its unit at the right. Arrows step by one; there is no spinner and no wheel. */
export function QuantityField({ unit, decimals, ...props }: NumberFieldProps<Quantity> & { unit: string; decimals: number }) {
  const { formats } = useUi();
  const step = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? onePiece : event.key === 'ArrowDown' ? -onePiece : 0;
    if (by === 0) return;
    event.preventDefault();
    props.onChange(quantity((props.value ?? 0) + by));
  };
  return (
    <NumberField
      {...props}
      parse={(text) => parseQuantity(text, formats.locale, decimals)}
      format={formats.quantity}
      // As wide as its words, or a long unit would be written over the figure.
      {...(unit !== '' && { rightSection: <span className="text3" style={{ whiteSpace: 'nowrap' }}>{unit}</span>, rightSectionWidth: unitWidth(unit) })}
      onKeyDown={step}
    />
  );
}

/** Chinese words are two Latin letters wide, and the field keeps its padding on both sides. */
function unitWidth(unit: string): string {
  const letters = unit.replaceAll(/[\u2e80-\uffff]/g, 'mm').length;
  return `max(30px, calc(${letters}ch + 18px))`;
}

function NumberField<Unit>(
  props: NumberFieldProps<Unit> & {
    parse: (text: string) => Parsed<Unit>;
    format: (value: Unit) => string;
    leftSection?: ReactNode;
    rightSection?: ReactNode;
    rightSectionWidth?: string;
    onKeyDown?: (event: KeyboardEvent) => void;
  },
) {
  const { words } = useUi();
  const { value, parse, format } = props;
  // What is being typed; undefined when the field is left and shows the stored value as formatted.
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const type = (text: string): void => {
    setTyped(text);
    if (!props.live) return;
    const read = parse(text);
    props.onChange(read.ok ? read.value : null);
  };
  const settle = (): void => {
    if (typed === undefined) return;
    const read = parse(typed);
    if (read.ok || read.reason === 'empty') {
      props.onChange(read.ok ? read.value : null);
      setProblem(undefined);
      setTyped(undefined);
    } else setProblem(unreadableText(words.unreadable, read.reason, read.hint));
  };
  return (
    <TextInput
      {...(props.inCell ? { 'aria-label': props.label } : { label: props.label })}
      {...(props.name !== undefined && { name: props.name })}
      description={props.description}
      value={typed ?? (value === null ? '' : format(value))}
      error={problem ?? props.error}
      leftSection={props.leftSection}
      rightSection={props.rightSection}
      {...(props.rightSectionWidth !== undefined && { rightSectionWidth: props.rightSectionWidth })}
      inputMode="decimal"
      {...(props.first && { 'data-autofocus': true })}
      autoComplete="off"
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
        else if (typed === undefined) props.onKeyDown?.(event);
      }}
    />
  );
}

function unreadableText(words: UiWords['unreadable'], reason: UnreadableReason, hint: string | null): string {
  const why = words[reason === 'empty' ? 'unreadable' : reason];
  return hint === null ? why : `${why} ${words.didYouMean.replace('{{hint}}', hint)}`;
}
