/** Paper that labels come on. Every measure is in millimetres. */
export interface LabelStock {
  readonly id: string;
  readonly kind: 'sheet' | 'roll';
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly page: { readonly width: number; readonly height: number };
  /** From the page's edge to the first label. */
  readonly left: number;
  readonly top: number;
  /** From one label's left (top) edge to the next one's. */
  readonly acrossBy: number;
  readonly downBy: number;
}

const a4 = { width: 210, height: 297 };
const letter = { width: 215.9, height: 279.4 };

const sheet = (id: string, page: LabelStock['page'], [width, height]: [number, number], [columns, rows]: [number, number], acrossBy: number): LabelStock => ({
  id,
  kind: 'sheet',
  width,
  height,
  columns,
  rows,
  page,
  // The grids of these makers stand in the middle of their page, and their rows touch.
  left: hundredths((page.width - width - acrossBy * (columns - 1)) / 2),
  top: hundredths((page.height - height * rows) / 2),
  acrossBy,
  downBy: height,
});

const hundredths = (millimetres: number): number => Math.round(millimetres * 100) / 100;

const roll = (width: number, height: number): LabelStock => ({
  id: `${width}x${height}`,
  kind: 'roll',
  width,
  height,
  columns: 1,
  rows: 1,
  page: { width, height },
  left: 0,
  top: 0,
  acrossBy: width,
  downBy: height,
});

/** Source: the makers' own templates (Avery L7159, L7160, L7163, L7651 on A4; 5160 on Letter); rolls as label printers take them. */
export const labelStocks: readonly LabelStock[] = [
  sheet('L7160', a4, [63.5, 38.1], [3, 7], 66.04),
  sheet('L7159', a4, [63.5, 33.9], [3, 8], 66.04),
  sheet('L7163', a4, [99.1, 38.1], [2, 7], 101.6),
  sheet('L7651', a4, [38.1, 21.2], [5, 13], 40.6),
  sheet('5160', letter, [66.68, 25.4], [3, 10], 69.85),
  roll(50, 30),
  roll(40, 30),
  roll(60, 40),
];

/** Where the label of a place on a page begins; places count from zero, along the rows. */
export const labelPlace = (stock: LabelStock, place: number): { left: number; top: number } => ({
  left: hundredths(stock.left + (place % stock.columns) * stock.acrossBy),
  top: hundredths(stock.top + Math.floor(place / stock.columns) * stock.downBy),
});

/** Cuts labels into pages; the first `used` places of the first page are gone already. */
export function labelPages<Label>(stock: LabelStock, labels: readonly Label[], used: number): { place: number; label: Label }[][] {
  const perPage = stock.columns * stock.rows;
  const pages: { place: number; label: Label }[][] = [];
  labels.forEach((label, index) => {
    const at = index + (used % perPage);
    (pages[Math.floor(at / perPage)] ??= []).push({ place: at % perPage, label });
  });
  return pages;
}
