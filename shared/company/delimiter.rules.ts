/** What may stand between the cells of a row. */
export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** The first line of a file that Excel was told to write with a delimiter of its own. */
const announced = /^sep=(.)\r?\n/i;

/** A text's delimiter by its announcement, else the one that cuts its first rows into the most columns of equal number. */
export function delimiterOf(text: string): { delimiter: Delimiter; announcedBy: number } {
  const [line = '', sign = ''] = announced.exec(text) ?? [];
  const said = delimiters.find((delimiter) => delimiter === sign);
  if (said) return { delimiter: said, announcedBy: line.length };
  const rows = firstRows(text);
  const scored = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(rows, delimiter) }));
  const best = scored.reduce((most, other) => (other.score > most.score ? other : most));
  return { delimiter: best.delimiter, announcedBy: 0 };
}

const looked = 20;

/** Lines with what stands in quotes taken out: a comma inside a name separates nothing. */
const firstRows = (text: string): string[] =>
  text
    .replace(/"(?:[^"]|"")*"/g, '""')
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .slice(0, looked);

/** Rows that have as many delimiters as the heading, times how many those are. */
function scoreOf(rows: readonly string[], delimiter: Delimiter): number {
  const counts = rows.map((row) => row.split(delimiter).length - 1);
  const [heading = 0] = counts;
  return heading === 0 ? 0 : (counts.filter((count) => count === heading).length / counts.length) * 1000 + heading;
}
