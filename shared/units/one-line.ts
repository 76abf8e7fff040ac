/** One line of text without what ends a cell or a line in any format. */
export const oneLine = (text: string, most: number): string => text.normalize('NFC').replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim().slice(0, most);
