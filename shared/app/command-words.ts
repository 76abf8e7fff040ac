import { type Language, languages } from '../units/language.ts';
import { booksWords } from './command-words-books.ts';
import { goodsWords } from './command-words-goods.ts';
import { salesWords } from './command-words-sales.ts';

/** One phrase in every language, in the order of `languages`: English, 简体中文, 繁體中文. */
export type Phrase = readonly [string, string, string];

/** What each command did, as the record of activity names it; those the program gives itself as well. */
const words = { ...goodsWords, ...salesWords, ...booksWords };

/** A command this program knows, by its name in the contract or among what the program tells itself. */
export type CommandName = keyof typeof words;

export const commandNames = Object.keys(words) as readonly CommandName[];

/** Whether this program has words for a command; a newer one may have written others. */
export const isCommandWithWords = (name: string): name is CommandName => Object.hasOwn(words, name);

/** What a command did, in a few words; the name itself where a newer program wrote it. */
export const commandText = (name: string, language: Language): string => (isCommandWithWords(name) ? words[name][languages.indexOf(language)]! : name);

/** The commands whose words in this language, or whose own names, contain a text; case and spaces around it are nothing. */
export function commandsInWords(text: string, language: Language): CommandName[] {
  const sought = text.trim().toLowerCase();
  return commandNames.filter((name) => commandText(name, language).toLowerCase().includes(sought) || name.toLowerCase().includes(sought));
}
