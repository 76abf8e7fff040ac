/** What may never stand in a log, by its shape: whoever wrote the line may not have known what was in the text. */
const shapes: [RegExp, string][] = [
  [/\b(bearer|basic)\s+[\w\-.~+/]+=*/gi, '$1 ***'],
  [/([?&#][^=&\s#]*)=[^&\s#]+/g, '$1=***'],
  [/(\/#)[\w-]{16,}/g, '$1***'],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '***@***'],
  [/\b(c[ks]|sk|pk|rk|shp[a-z]{2})_[\w-]{8,}/gi, '$1_***'],
  [/\+?\d[\d ()-]{8,}\d/g, '***'],
  [/\b(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{24,}\b/gi, '***'],
];

/** A text fit for the log: no tokens, no query strings, no mail addresses, no telephone numbers. */
export const redact = (text: string): string => shapes.reduce((rest, [shape, instead]) => rest.replace(shape, instead), text);
