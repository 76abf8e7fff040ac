import fs from 'node:fs';
import path from 'node:path';
import type { Language } from '../../shared/units/language.ts';

/** A face in a file; a collection holds several, each by its PostScript name. */
export interface FontFace {
  file: string;
  name?: string;
}

export interface FontPair {
  normal: FontFace;
  bold: FontFace;
}

const places = [
  '/usr/share/fonts', '/usr/local/share/fonts', path.join(process.env['HOME'] ?? '', '.local/share/fonts'), path.join(process.env['HOME'] ?? '', '.fonts'),
  '/System/Library/Fonts', '/Library/Fonts', path.join(process.env['HOME'] ?? '', 'Library/Fonts'),
  path.join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts'),
];

interface Known {
  normal: RegExp;
  bold: RegExp;
  names?: readonly [string, string];
}

/** Faces that have every Chinese sign, the likeliest first. A mainland face draws Traditional signs in mainland shapes, so each language has its own. */
const known: Record<Language, readonly Known[]> = {
  en: [],
  'zh-Hans': [
    { normal: /^NotoSansSC.*Regular\.(ttf|otf)$/i, bold: /^NotoSansSC.*Bold\.(ttf|otf)$/i },
    { normal: /^NotoSansCJK-Regular\.ttc$/, bold: /^NotoSansCJK-Bold\.ttc$/, names: ['NotoSansCJKsc-Regular', 'NotoSansCJKsc-Bold'] },
    { normal: /^msyh\.tt[cf]$/i, bold: /^msyhbd\.tt[cf]$/i, names: ['MicrosoftYaHei', 'MicrosoftYaHei-Bold'] },
    { normal: /^STHeiti Light\.ttc$/, bold: /^STHeiti Medium\.ttc$/, names: ['STHeitiSC-Light', 'STHeitiSC-Medium'] },
  ],
  'zh-Hant': [
    { normal: /^NotoSansTC.*Regular\.(ttf|otf)$/i, bold: /^NotoSansTC.*Bold\.(ttf|otf)$/i },
    { normal: /^NotoSansCJK-Regular\.ttc$/, bold: /^NotoSansCJK-Bold\.ttc$/, names: ['NotoSansCJKtc-Regular', 'NotoSansCJKtc-Bold'] },
    { normal: /^msjh\.tt[cf]$/i, bold: /^msjhbd\.tt[cf]$/i, names: ['MicrosoftJhengHeiRegular', 'MicrosoftJhengHeiBold'] },
    { normal: /^STHeiti Light\.ttc$/, bold: /^STHeiti Medium\.ttc$/, names: ['STHeitiTC-Light', 'STHeitiTC-Medium'] },
  ],
};
// A customer's name may be Chinese on an English paper.
known.en = known['zh-Hans'];

/** The first face of this machine that can write a language; undefined when there is none. */
export function findFonts(language: Language, folders: readonly string[] = places): FontPair | undefined {
  const files = folders.flatMap(filesIn);
  for (const { normal, bold, names } of known[language]) {
    const [plain, heavy] = [normal, bold].map((wanted) => files.find((file) => wanted.test(path.basename(file))));
    if (plain === undefined) continue;
    return { normal: face(plain, names?.[0]), bold: face(heavy ?? plain, heavy === undefined ? names?.[0] : names?.[1]) };
  }
  return undefined;
}

const face = (file: string, name: string | undefined): FontFace => ({ file, ...(name !== undefined && /\.ttc$/i.test(file) && { name }) });

function filesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ttf|otf|ttc)$/i.test(name)).map((name) => path.join(folder, name));
  } catch {
    // A folder that other systems have.
    return [];
  }
}
