/** The browser turns bytes into text beside the page's own work. */
export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // Read as an address, the result is a text.
    reader.addEventListener('load', () => resolve((reader.result as string).replace(/^data:[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

/** What came as text, as a file again. */
export const blobOf = (data: string, type: string): Blob => new Blob([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], { type });
