/** Rows as text for a terminal: texts left, numbers right, a Chinese character two cells wide. */
export function textTable(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map(String));
  const widths = headings.map((_heading, column) => Math.max(...cells.map((row) => width(row[column] ?? ''))));
  const numeric = headings.map((_heading, column) => rows.length > 0 && rows.every((row) => /^[−-]?[\d.,]*$/.test(String(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (numeric[column] ? ' '.repeat(widths[column]! - width(cell)) + cell : cell + ' '.repeat(widths[column]! - width(cell)))).join('  ').trimEnd();
  return cells.map(line).join('\n');
}

const width = (text: string): number => Array.from(text).reduce((sum, character) => sum + (/[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]/.test(character) ? 2 : 1), 0);
