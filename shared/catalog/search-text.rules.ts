import { pinyin } from 'pinyin-pro';

/**
 * Characters of writing without spaces: Han, Kana and Bopomofo. The index sees each as a word of its own, because an index
 * of three letters finds no word of two characters, which most Chinese words are.
 */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]/gu;
const endsUnspaced = new RegExp(`(?:${unspaced.source})$`, 'u');
const hanRun = /\p{Script=Han}+/gu;
/** The tokenizer drops these as well; a phrase of nothing else would match nothing. */
const unsearchable = /[^\p{L}\p{N}\p{Co}\p{M}]+/gu;

/** Text as the index stores it: one width, a space around every character that is a word, and how Chinese is spelled. */
export function indexText(...texts: readonly string[]): string {
  const whole = texts.filter((text) => text !== '').join(' ');
  return [spaced(whole), ...new Set((whole.match(hanRun) ?? []).flatMap(spellings))].join(' ');
}

/**
 * What a person typed, as a question to the index: every word must occur, the last letters as a beginning (`blu` finds
 * blue), and characters typed together stand together (手机 is not 机手). Undefined when nothing was typed that can be searched.
 */
export function matchText(typed: string): string | undefined {
  const words = typed
    .trim()
    .split(/\s+/)
    .map((word) => spaced(word).replace(unsearchable, ' ').trim())
    .filter((word) => word !== '');
  return words.length === 0 ? undefined : words.map((word) => (endsUnspaced.test(word) ? `"${word}"` : `"${word}"*`)).join(' ');
}

/** A name as lists order it: case, width and accents do not count, and Chinese goes by its pinyin. */
export function sortName(name: string): string {
  const letters = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  return letters.replace(hanRun, (run) => ` ${syllables(run).join(' ')} `).trim();
}

/** How many syllables of a spelling can be searched in one go; longer ones would make the index grow with their square. */
const longestSpelling = 6;

/** 碳素鱼竿 is found as `tansuyugan`, from any of its characters on (`yugan`), and by initials (`yg`). */
function spellings(run: string): string[] {
  const sounds = syllables(run);
  return sounds.flatMap((_, start) => {
    const heard = sounds.slice(start, start + longestSpelling);
    return [heard.join(''), heard.map((sound) => sound.slice(0, 1)).join('')];
  });
}

// ü is typed v on every Chinese keyboard.
const syllables = (run: string): string[] => pinyin(run, { toneType: 'none', type: 'array', v: true });

const spaced = (text: string): string => text.normalize('NFKC').replace(unspaced, ' $& ').replace(/\s+/g, ' ').trim();
