import sax from 'sax';
import { Refusal } from '../refusal/refusal.ts';
import { requireNoEntities } from './markup.rules.ts';

/** An element without its namespace's prefix, its own text, and what lies in it. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
  children: Element[];
}

/** No message of a bank is nested deeper; one that is was made to hurt. */
const deepest = 64;

const bareName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * The tree of an XML text. Only the five entities of XML itself are known. @throws Refusal bankFile.entities, bankFile.damaged
 * when it is nested without end, bankFile.cutOff when it is not whole
 */
export function elementsOf(text: string, format: string): Element {
  requireNoEntities(text, format);
  const root: Element = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  const parser = sax.parser(true, { strictEntities: true });
  parser.onopentag = ({ name, attributes }) => {
    const element = { name: bareName(name), attributes, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > deepest) throw new Refusal('bankFile.damaged', { format, where: element.name });
  };
  parser.onclosetag = () => void open.pop();
  parser.ontext = parser.oncdata = (piece) => {
    const last = open.at(-1);
    if (last) last.text += piece;
  };
  parser.onerror = (error) => {
    throw error;
  };
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // The parser's own words are about characters; what a person can do is the same for all of them.
    throw new Refusal('bankFile.cutOff', { format });
  }
  return root;
}
