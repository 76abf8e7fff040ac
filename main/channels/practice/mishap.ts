/** What can go wrong on the way. `before` the marketplace did anything or `after` it did everything: whoever asks cannot tell them apart. */
export type Mishap =
  | { readonly kind: 'timeout' | 'cut'; readonly effect: 'before' | 'after' }
  /** Asked too much: a pause in seconds, where it says one. */
  | { readonly kind: 'tooMany'; readonly seconds?: number }
  | { readonly kind: 'broken' }
  | { readonly kind: 'halfAnswer' }
  /** Changes the rows of a list before they are cut into pages. */
  | { readonly kind: 'list'; readonly change: (rows: unknown[]) => unknown[] };

/** What strikes which requests (`GET orders`), and how often. */
export interface Plan {
  readonly mishap: Mishap;
  readonly on: RegExp;
  times: number;
}
