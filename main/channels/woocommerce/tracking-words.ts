const wordsOf = (text: string): string => ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;

/** Whether a text tells a tracking number, as a word of its own: a note about SF201 tells nobody of SF20. */
export const tells = (text: string, number: string): boolean => wordsOf(text).includes(wordsOf(number));

/** Whether two names or numbers are the same but for case, spaces and signs. */
export const isSame = (one: string, other: string): boolean => wordsOf(one).toLowerCase() === wordsOf(other).toLowerCase();
