import type { InputOf, OutputOf } from '../client/methods.ts';
import type { ShopClient } from '../client/shop-client.ts';
import type { AnalysisRow } from './analysis-columns.tsx';

type Totals = OutputOf<'analysis.list'>['totals'];

export interface FileColumn {
  readonly heading: string;
  readonly cell: (row: AnalysisRow) => string | number;
  /** What the whole list comes to; empty where rows do not add up. */
  readonly total?: (totals: Totals) => string | number;
}

/** Saves the list as it is asked for, whole, as a workbook: numbers as numbers. The last row says what the list adds up to. */
export async function saveAnalysis(client: ShopClient, asked: InputOf<'analysis.list'>, columns: readonly FileColumn[], name: string): Promise<number> {
  const { rows, totals } = await allRows(client, asked);
  // Read only when somebody saves: it is as large as all the rest of this screen.
  const { writeXlsx } = await import('hucre');
  const bytes = await writeXlsx({ sheets: [{ name: name.slice(0, 31), rows: [columns.map(({ heading }) => heading), ...rows.map((row) => columns.map(({ cell }) => cell(row))), columns.map(({ total }) => (totals && total ? total(totals) : ''))] }] });
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }));
  Object.assign(document.createElement('a'), { href: url, download: `${name}.xlsx` }).click();
  URL.revokeObjectURL(url);
  return rows.length;
}

async function allRows(client: ShopClient, asked: InputOf<'analysis.list'>): Promise<{ rows: AnalysisRow[]; totals: Totals | undefined }> {
  const rows: AnalysisRow[] = [];
  let totals: Totals | undefined;
  for (let after: number | null | undefined; after !== null; ) {
    // A page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const page: OutputOf<'analysis.list'> = await client.call('analysis.list', { ...asked, limit: 200, ...(after === undefined ? {} : { after }) });
    rows.push(...page.rows);
    ({ totals, next: after } = page);
  }
  return { rows, totals };
}
