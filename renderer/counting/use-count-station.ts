import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readScanText } from '../../shared/counting/scan-text.rules.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Outcome } from '../ui/scan/scan-outcome.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import { useUi } from '../ui/ui-context.tsx';
import { type Said, type ScanAnswer, useCountDevice } from './count-device.ts';
import type { Count } from './count-state.ts';
import { useOutcomeWords } from './outcome-words.ts';

type Bin = OutputOf<'location.list'>['locations'][number]['bins'][number];
type Goods = Extract<Said, { kind: 'scan' }>;

/** What was scanned last: a number typed after it changes its amount, Backspace takes it back, + counts it all the same. */
interface Last {
  readonly said: Goods;
  readonly answer: ScanAnswer;
}

/** Followed goods that were counted without their label: the next code nobody knows may be it. */
interface Unlabelled {
  readonly variantId: number;
  readonly name: string;
  readonly tracking: 'lot' | 'serial';
  readonly answer: ScanAnswer;
}

interface CountedLast {
  readonly lineId: number;
  readonly name: string;
}

export interface StationState {
  readonly bin: Bin | undefined;
  readonly outcome: Outcome | undefined;
  readonly pending: number;
  readonly text: string;
  /** The line counted last: what a picture of damage is of. */
  readonly counted: CountedLast | undefined;
  /** A code nobody knows, while somebody says whose it is. */
  readonly unknown: string | undefined;
  type(text: string): void;
  take(text: string): Promise<void>;
  undo(): void;
  empty(): void;
  next(): void;
  anyway(): void;
  link(code: string | undefined): void;
  linked(): void;
}

/** The scan screen's head: where one stands, what the last scan came to, and every key's effect as rows of the count. */
export function useCountStation(count: Count, userId: number | undefined): StationState {
  const { t } = useTranslation();
  const { problemText } = useUi();
  const client = useShopClient();
  const send = useCountDevice(count.id);
  const join = useCommand('stocktake.join');
  const words = useOutcomeWords();
  const locations = useQueryOf('location.list', undefined);
  const bins = locations.data?.locations.find(({ id }) => id === count.locationId)?.bins ?? [];
  const [binId, setBinId] = useState<number>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [pending, setPending] = useState(0);
  const [text, setText] = useState('');
  const [unknown, setUnknown] = useState<string>();
  const [counted, setCounted] = useState<CountedLast>();
  const last = useRef<Last>(undefined);
  const unlabelled = useRef<Unlabelled>(undefined);
  const bin = bins.find(({ id }) => id === binId);
  const joined = useRef<number>(undefined);
  useEffect(() => {
    if (userId === undefined || joined.current === userId) return;
    // Somebody else took the scanner: the last scan is not theirs to take back.
    if (joined.current !== undefined) {
      last.current = undefined;
      unlabelled.current = undefined;
      setCounted(undefined);
      setOutcome(undefined);
    }
    joined.current = userId;
    join.mutate({ stocktakeId: count.id });
  }, [join, count.id, userId]);

  const tell = (told: Outcome): void => {
    setOutcome(told);
    playOutcome(told.kind);
  };
  const store = async (said: Said): Promise<ScanAnswer | undefined> => {
    setPending((waiting) => waiting + 1);
    try {
      return await send(said);
    } catch (problem) {
      const { what, why } = problemText(problem);
      tell({ kind: 'unknown', says: t(($) => $.counts.station.refusedSays), item: what, detail: why, problem });
      return undefined;
    } finally {
      setPending((waiting) => waiting - 1);
    }
  };
  const goods = async (said: Goods): Promise<void> => {
    const answer = await store(said);
    if (!answer) return;
    last.current = { said, answer };
    const before = unlabelled.current;
    if (answer.outcome !== 'unknown') unlabelled.current = unlabelledOf(answer);
    else if (before) return tell({ ...words.told(answer, bin?.code, said.code), detail: t(($) => $.counts.station.asLabel[before.tracking], { name: before.name }) });
    if (answer.lineId !== null) setCounted({ lineId: answer.lineId, name: answer.name ?? '' });
    tell(words.told(answer, bin?.code, said.code));
  };
  const here = binId === undefined ? {} : { binId };
  const undo = async (): Promise<void> => {
    const taken = last.current;
    if (!taken || taken.answer.outcome !== 'counted') return tell(words.plain('wrong', t(($) => $.counts.station.nothingToUndo)));
    last.current = undefined;
    unlabelled.current = undefined;
    if (await store({ kind: 'undo', undoes: taken.answer.sequence })) tell(words.plain('wrong', t(($) => $.counts.station.undone), taken.answer.name ?? ''));
  };
  const amount = async (quantity: Quantity): Promise<void> => {
    const before = last.current;
    const { variantId } = before?.answer ?? {};
    if (before?.answer.tracking === 'serial' && before.answer.lot !== null) return tell(words.plain('wrong', t(($) => $.counts.station.pieceAmount), before.answer.name ?? ''));
    if (before?.answer.outcome !== 'counted' || variantId === undefined || variantId === null) return tell(words.plain('wrong', t(($) => $.counts.station.scanGoods)));
    // The scanned one is among them: its row is taken back, and the whole amount is one row.
    await store({ kind: 'undo', undoes: before.answer.sequence });
    const { lot } = before.answer;
    await goods({ kind: 'scan', ...here, variantId, quantity, anyway: true, ...(lot !== null && { lot }) });
  };
  /** What was counted without a label gets one: its row is taken back, and the same goods count with it. */
  const label = async ({ variantId, answer }: Unlabelled, lot: string): Promise<void> => {
    await store({ kind: 'undo', undoes: answer.sequence });
    await goods({ kind: 'scan', ...here, variantId, quantity: answer.quantity, lot, anyway: true });
  };
  const anyway = async (): Promise<void> => {
    const tried = last.current;
    if (!tried) return;
    const before = unlabelled.current;
    if (tried.answer.outcome === 'unknown' && before) await label(before, tried.said.code ?? '');
    else if (tried.answer.outcome === 'unknown') setUnknown(tried.said.code);
    else if (tried.answer.outcome !== 'counted') await goods({ ...tried.said, anyway: true });
  };
  const openLines = async () => {
    const { rows } = await client.call('stocktake.sheet', { stocktakeId: count.id, only: count.state === 'review' ? 'recount' : 'uncounted', limit: 500 });
    return rows;
  };
  const empty = async (): Promise<void> => {
    const left = (await openLines()).filter((row) => row.binId === (binId ?? null) && row.mine === null);
    for (const { variantId } of left) {
      // One row after another: each has the device's next number.
      // oxlint-disable-next-line no-await-in-loop
      await store({ kind: 'zero', ...here, variantId });
    }
    tell(words.plain('ok', t(($) => $.counts.station.emptied), bin?.code ?? '', t(($) => $.counts.station.emptiedDetail, { count: left.length })));
  };
  const next = async (): Promise<void> => {
    const codes = (await openLines()).filter((row) => row.mine === null && row.binId !== null && row.binId !== binId).map((row) => row.bin ?? '');
    const after = codes.find((code) => code > (bin?.code ?? '')) ?? codes[0];
    const found = bins.find(({ code }) => code === after);
    last.current = undefined;
    setOutcome(undefined);
    if (found) setBinId(found.id);
    else tell(words.plain('ok', t(($) => $.counts.station.allBins)));
  };
  const take = async (scanned: string): Promise<void> => {
    const standing = bins.find(({ code }) => code.toLowerCase() === scanned.trim().toLowerCase());
    if (standing) {
      last.current = undefined;
      unlabelled.current = undefined;
      setBinId(standing.id);
      return tell(words.plain('ok', t(($) => $.counts.station.bin), standing.code));
    }
    const control: Record<string, () => Promise<void>> = { 'SW-UNDO': undo, 'SW-EMPTY': empty, 'SW-NEXT': next, '0': empty };
    const act = control[scanned.trim().toUpperCase()];
    if (act) return act();
    // "5*" stands in the field when the scan comes, or was so quick that the scanner seemed to have sent it too.
    const read = readScanText(text.endsWith('*') && !scanned.includes('*') ? text + scanned : scanned);
    setText('');
    if (read?.kind === 'amount') return amount(read.amount);
    if (read) await goods({ kind: 'scan', ...here, code: read.code, ...(read.times > 1 && { times: read.times }) });
  };
  return {
    bin, outcome, pending, text, unknown, counted,
    type: setText,
    take,
    undo: () => void undo(),
    empty: () => void empty(),
    next: () => void next(),
    anyway: () => void anyway(),
    link: setUnknown,
    // The code has an owner now: the piece in the hand counts after all.
    linked: () => void (last.current && goods({ ...last.current.said, ...here })),
  };
}

function unlabelledOf(answer: ScanAnswer): Unlabelled | undefined {
  const { outcome, variantId, name, tracking, lot } = answer;
  return outcome === 'counted' && tracking !== 'none' && lot === null && variantId !== null ? { variantId, name: name ?? '', tracking, answer } : undefined;
}
