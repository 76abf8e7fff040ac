/** Stands in what a channel keeps as a refund's reason or note: one word, so that a person's words around it change nothing. */
const mark = /\bSW-[0-9a-f]{16}\b/;

export const refundMarkOf = (digest: string): string => `SW-${digest.slice(0, 16)}`;

/** The mark in what a channel says of a refund: one that a shop of ours asked for. */
export const markIn = (said: string): string | undefined => mark.exec(said)?.[0];
