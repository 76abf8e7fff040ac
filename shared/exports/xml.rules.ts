/** An element with what stands in it: text, or further elements. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly (XmlElement | string)[];
}

export type XmlChild = XmlElement | string | null | undefined | false;

/** An element; what is absent is left out, so that an optional part needs no branch. */
export const xml = (name: string, ...children: readonly XmlChild[]): XmlElement => ({ name, attributes: {}, children: children.filter((child) => child !== null && child !== undefined && child !== false) });

/** An element with attributes. */
export const xmlWith = (name: string, attributes: Readonly<Record<string, string>>, ...children: readonly XmlChild[]): XmlElement => ({ ...xml(name, ...children), attributes });

// What XML 1.0 cannot say at all: a lone surrogate or a control sign would make the whole file unreadable.
// oxlint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Text for an element or an attribute. */
export const xmlText = (text: string): string =>
  text.toWellFormed().replaceAll(unwritable, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;');

/** An element as text; one that holds elements alone has a line for each. */
export function xmlLines(element: XmlElement, indent = ''): string {
  const attributes = Object.entries(element.attributes).map(([name, value]) => ` ${name}="${xmlText(value).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`).join('');
  const open = `${indent}<${element.name}${attributes}`;
  if (element.children.length === 0) return `${open}/>\n`;
  if (element.children.some((child) => typeof child === 'string')) {
    const inner = element.children.map((child) => (typeof child === 'string' ? xmlText(child) : xmlLines(child).trimEnd())).join('');
    return `${open}>${inner}</${element.name}>\n`;
  }
  return `${open}>\n${element.children.map((child) => xmlLines(child as XmlElement, `${indent}  `)).join('')}${indent}</${element.name}>\n`;
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replaceAll(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (_all, name: string) => {
    if (name.startsWith('#')) return String.fromCodePoint(name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
    const sign = entities[name];
    if (sign === undefined) throw new SyntaxError(`&${name}; is not known`);
    return sign;
  });
}

const piece = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+/gy;

/**
 * Reads a document into its tree: elements, attributes, text, CDATA; comments and white space between elements are left out.
 * A DOCTYPE is refused, because it can name other files. @throws SyntaxError
 */
export function readXml(source: string): XmlElement {
  interface Open { name: string; attributes: Record<string, string>; children: (XmlElement | string)[] }
  const top: Open = { name: '', attributes: {}, children: [] };
  const stack = [top];
  const document = source.replace(/^\uFEFF/, '');
  piece.lastIndex = 0;
  let at = 0;
  for (let match = piece.exec(document); at < document.length; match = piece.exec(document)) {
    if (!match) throw new SyntaxError(`not well formed at ${at}`);
    at = piece.lastIndex;
    const [all, cdata, closed, opened, attributes = '', alone] = match;
    const inside = stack.at(-1) ?? top;
    if (opened !== undefined) {
      const element: Open = { name: opened, attributes: readAttributes(attributes), children: [] };
      inside.children.push(element);
      if (alone === '') stack.push(element);
    } else if (closed !== undefined) {
      if (inside.name !== closed || stack.length === 1) throw new SyntaxError(`</${closed}> closes nothing`);
      inside.children = withoutSpace(inside.children);
      stack.pop();
    } else if (cdata !== undefined) inside.children.push(cdata);
    else if (!all.startsWith('<')) inside.children.push(unescape(all));
  }
  const roots = withoutSpace(top.children);
  const [root] = roots;
  if (stack.length !== 1 || roots.length !== 1 || root === undefined || typeof root === 'string') throw new SyntaxError('a document is one element');
  return root;
}

const readAttributes = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [name, unescape(double ?? single ?? '')]));

/** Text beside elements is there to make the file look well, unless it says something. */
function withoutSpace(children: (XmlElement | string)[]): (XmlElement | string)[] {
  const hasElements = children.some((child) => typeof child !== 'string');
  return hasElements ? children.filter((child) => typeof child !== 'string' || child.trim() !== '') : children;
}

/** The elements of a name in an element; several names walk down. */
export function found(element: XmlElement, ...path: readonly string[]): XmlElement[] {
  return path.reduce<XmlElement[]>((inside, name) => inside.flatMap(({ children }) => children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name)), [element]);
}

/** The text of the first element at a path, undefined where there is none. */
export const textAt = (element: XmlElement, ...path: readonly string[]): string | undefined => {
  const [first] = found(element, ...path);
  return first && first.children.filter((child) => typeof child === 'string').join('').trim();
};
