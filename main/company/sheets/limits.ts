/** What a sheet may be at most, each with its reason. A person's sheet meets none of them; a file made to hurt meets one. */
export const sheetLimits = {
  /** A hundred thousand products with long descriptions are about 100 MiB; the file lies in memory while it is read. */
  fileBytes: 200 * 1024 * 1024,
  /** What a packed sheet may unpack to: ten times the largest we met, and still quick to look through. */
  unpackedBytes: 1024 * 1024 * 1024,
  /** Its table of texts is held in memory while rows are read. */
  textTableBytes: 192 * 1024 * 1024,
  /** A workbook has a dozen parts and one per picture. */
  parts: 10_000,
  /** Excel itself stores at most 32,767 characters in a cell; a description in a CSV may be longer. */
  cellCharacters: 200_000,
  /** The widest export we know (Shopify with metafields) has about 300. */
  columns: 500,
  /** What may be in a sheet, empty rows not counted. */
  rows: 250_000,
  /** Excel's own limit: more lines than this were never a sheet, empty or not. */
  lines: 1_048_576,
  /** What the thread that reads may use; past it the thread ends and the shop does not notice. */
  threadMegabytes: 1_536,
} as const;
