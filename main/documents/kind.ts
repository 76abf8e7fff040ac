import type { DocumentModel } from '../../shared/documents/document.rules.ts';
import type { Language } from '../../shared/units/language.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader } from '../database/handles.ts';

/** What a paper is asked with: the number it is about, and in which language if not in its reader's. */
export interface AskedPaper {
  number: string;
  language?: Language;
}

/** How one kind of paper is made from the facts. Undefined when nothing has this number. */
export type MakePaper = (reader: Reader, asked: AskedPaper, now: Instant) => DocumentModel | undefined;
