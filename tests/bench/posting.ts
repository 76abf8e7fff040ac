import type { BenchFile } from './bench-file.ts';
import { type Compared, compare } from './measure.ts';
import { batchSize, openPair, pageSize, type Pair } from './pair.ts';

export interface PostingFigures {
  orders: number;
  sale: Compared & { statements: number };
  bulk: Compared & { statements: number };
  /** A channel read for the first time, page by page. */
  firstReading: Compared & { statements: number; longestPart: number };
  /** The channel's road, one order at a time: taken in one command, shipped in another. */
  takeAndShipStatements: number;
}

export interface Effort {
  rounds: number;
  sales: number;
  batches: number;
  questions: number;
}

const statementsOf = ({ program }: Pair, work: () => unknown): number => {
  const before = program.statements;
  work();
  return program.statements - before;
};

/** Orders posted through dispatch against hand-written SQL that writes the same rows, each on its own copy of the file. */
export async function benchPosting(file: BenchFile, folder: string, effort: Effort): Promise<PostingFigures> {
  const pair = openPair(file.file, file.shop, folder);
  const contenders = (way: Pair['sell'] | Pair['importBatch'] | Pair['readPage']) =>
    [
      { name: 'Shopwright', raw: pair.program.raw, run: (turn: number) => way.program(turn) },
      { name: 'hand-written', raw: pair.hand.raw, run: (turn: number) => way.hand(turn) },
    ] as const;
  try {
    const sale = await compare(contenders(pair.sell), { rounds: effort.rounds, perRound: effort.sales, warmUp: effort.sales });
    // A batch is two hundred orders: a warm-up of a few would measure the compiler, which an import of thousands does not notice.
    const bulk = await compare(contenders(pair.importBatch), { rounds: effort.rounds, perRound: effort.batches, warmUp: 4 * effort.batches });
    const firstReading = await compare(contenders(pair.readPage), { rounds: effort.rounds, perRound: 2 * effort.batches, warmUp: 4 * effort.batches });
    const longestPart = pair.readPage.longestPart();
    const after = 1_000_000;
    return {
      orders: file.orders,
      sale: { ...sale, statements: statementsOf(pair, () => pair.sell.program(after)) },
      bulk: { ...bulk, statements: statementsOf(pair, () => pair.importBatch.program(after + 1)) / batchSize },
      firstReading: { ...firstReading, longestPart, statements: statementsOf(pair, () => pair.readPage.program(after + 3)) / pageSize },
      takeAndShipStatements: statementsOf(pair, () => pair.takeAndShip(after + 2)),
    };
  } finally {
    pair.close();
  }
}
