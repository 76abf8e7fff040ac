import fs from 'node:fs';
import type { Contract } from '../../../shared/app/contract.ts';
import { documentKinds } from '../../../shared/documents/document.rules.ts';
import { documentHtml } from '../../../shared/documents/sheet-html.rules.ts';
import { writeDocument } from '../../../shared/documents/written.rules.ts';
import { languages } from '../../../shared/units/language.ts';
import { ask } from '../../app/ask.ts';
import { picturesOf } from '../../app/document-methods.ts';
import type { OutputOf } from '../../database/handlers.ts';
import { makePdf } from '../../documents/pdf.ts';
import { pdfLayout } from '../../documents/pdf-layout.ts';
import { type Command, printJson, text } from './command.ts';
import { reader, readShop } from './reading.ts';
import { UsageError } from './usage.ts';


/** A paper by its number, as PDF or as a page of HTML; read beside whoever has the shop open. */
export const printDocument: Command = async ({ folder, migrations, platform, args, flags, json }) => {
  const [kind, number] = [documentKinds.find((one) => one === args[0]), args[1]];
  if (kind === undefined || number === undefined) throw new UsageError(`document knows ${documentKinds.join(', ')}, each by the number it is about.`);
  const out = text(flags, 'out');
  if (out === undefined || !/\.(pdf|html)$/.test(out)) throw new UsageError('Say --out FILE.pdf or --out FILE.html.');
  const asked = text(flags, 'language');
  const language = languages.find((one) => one === asked);
  if (asked !== undefined && language === undefined) throw new UsageError(`There is no language “${asked}”; there are ${languages.join(', ')}.`);
  const now = platform().clock.now();
  const { document, look, letterhead } = readShop(folder, migrations, (connection) => ask(connection, reader, 'document.get', { kind, number, ...(language && { language }) }, now)) as OutputOf<Contract, 'document.get'>;
  const written = writeDocument(document, look, now);
  const pictures = await picturesOf(folder, written, letterhead.logo);
  const bytes = out.endsWith('.pdf') ? await makePdf(pdfLayout(written, look, pictures), document.language) : documentHtml(written, look, pictures);
  fs.writeFileSync(out, bytes);
  if (json) printJson({ kind, number: document.number, language: document.language, file: out });
  else console.log(`${document.kind} ${document.number} → ${out}`);
  return 0;
};
