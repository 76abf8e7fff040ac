import type { DocumentLook } from './document-look.rules.ts';
import { type SheetNode, sheetOf, type SheetPictures } from './sheet.rules.ts';
import { pageStyle, sheetStyle } from './sheet-style.rules.ts';
import type { Written } from './written.rules.ts';

/** A paper as one file of HTML that needs nothing else: what the printer and the PDF are made from. */
export function documentHtml(written: Written, look: Pick<DocumentLook, 'paper' | 'accent'>, pictures: SheetPictures): string {
  const { language, title, number, page } = written;
  const style = `${pageStyle(look.paper, page)} body { margin: 0; }${sheetStyle(language, look.paper, look.accent)}`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(`${title} ${number}`)}</title><style>${style}</style></head><body>${htmlOf(sheetOf(written, pictures, look.paper))}</body></html>`;
}

export function htmlOf(node: SheetNode | string): string {
  if (typeof node === 'string') return escaped(node);
  const attributes = Object.entries({ ...(node.className !== undefined && { class: node.className }), ...node.attributes }).map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  return node.tag === 'img' ? `<img${attributes}>` : `<${node.tag}${attributes}>${(node.children ?? []).map(htmlOf).join('')}</${node.tag}>`;
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
