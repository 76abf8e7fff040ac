import { largestFile } from '../../shared/company/file.rules.ts';
import { base64Of, blobOf } from '../client/base64.ts';
import { refusedHere } from '../client/problem.ts';

/** What a dialog for choosing files offers; the shop looks at the bytes. */
export const paperKinds = 'application/pdf,image/jpeg,image/png,image/webp,image/gif';

/** A paper's file as the shop takes it. Rejects with the shop's own refusal where it could not even be sent. */
export async function paperData(file: File): Promise<string> {
  if (file.size === 0) throw refusedHere('attachment.empty', { name: file.name });
  if (file.size > largestFile) throw refusedHere('attachment.tooLarge', { name: file.name, bytes: file.size, most: largestFile });
  return base64Of(file);
}

/** Saves a paper where the person keeps files. */
export function savePaper({ name, type, data }: { name: string; type: string; data: string }): void {
  const url = URL.createObjectURL(blobOf(data, type));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
