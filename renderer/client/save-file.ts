/** Hands a file to the person before the screen, under this name. */
export function saveFile(name: string, content: Blob): void {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  URL.revokeObjectURL(href);
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The same for a file as the shop answers it, in base64. */
export function saveAnswered({ fileName, data, mediaType }: { fileName: string; data: string; mediaType: string }): void {
  saveFile(fileName, new Blob([Uint8Array.from(atob(data), (sign) => sign.codePointAt(0) ?? 0)], { type: mediaType }));
}

/** The same for a workbook as the shop answers it, in base64. */
export const saveWorkbook = (file: { fileName: string; data: string }): void => saveAnswered({ ...file, mediaType: xlsx });
