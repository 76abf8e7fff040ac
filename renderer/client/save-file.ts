/** Hands a file to the person before the screen, under this name. */
export function saveFile(name: string, content: Blob): void {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  URL.revokeObjectURL(href);
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The same for a workbook as the shop answers it, in base64. */
export function saveWorkbook({ fileName, data }: { fileName: string; data: string }): void {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.codePointAt(0) ?? 0);
  saveFile(fileName, new Blob([bytes], { type: xlsx }));
}
