import type { RefusalData } from '../../../shared/refusal/refusal.ts';
import type { Told } from '../../../shared/refusal/refusal-words.ts';
import { sayRefusal } from '../../../shared/refusal/say-refusal.ts';
import { formatMinor, formatQuantity, formatRate, formatUnitPrice, numberFormat } from '../../../shared/units/format.ts';
import { type Language, languageOf, localeOf } from '../../../shared/units/language.ts';
import { minor } from '../../../shared/units/minor.ts';
import { quantity } from '../../../shared/units/quantity.ts';
import { ratePpm } from '../../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../../shared/units/unit-price.ts';
import { getShop } from '../../company/company.queries.ts';
import type { Context } from './command.ts';
import { readShop } from './reading.ts';

interface Reader {
  language: Language;
  currency: string;
}

/** A refusal in the words of the screens and its code; with `--json` the code and its details, for machines. */
export function sayRefused(refusal: RefusalData, context: Pick<Context, 'folder' | 'migrations' | 'json'>): string {
  if (context.json) return JSON.stringify(refusal, null, 2);
  const reader = readerOf(context);
  const { what, why } = sayRefusal(reader.language, refusal, toldTo(reader));
  return `${what} (${refusal.code})\n${why}`;
}

/** Who reads: the shop's own language, or this machine's where there is no shop that can be read. */
function readerOf({ folder, migrations }: Pick<Context, 'folder' | 'migrations'>): Reader {
  try {
    const { language, baseCurrency } = readShop(folder, migrations, getShop);
    return { language, currency: baseCurrency };
  } catch {
    // What keeps the file from being read is most likely what is being said.
    return { language: languageOf(systemTag()), currency: 'USD' };
  }
}

/** `zh_TW.UTF-8` as a tag of a language. */
const systemTag = (): string => (process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || 'en').replace(/[.@].*$/, '').replace('_', '-');

function toldTo({ language, currency }: Reader): Told {
  const locale = localeOf(language, 'en-US');
  return {
    money: (amount) => formatMinor(minor(amount), currency, locale),
    unitPrice: (amount) => formatUnitPrice(unitPrice(amount), currency, locale),
    percent: (rate) => formatRate(ratePpm(rate), locale),
    quantity: (amount) => formatQuantity(quantity(amount), locale),
    count: (count) => numberFormat(locale, {}).format(count),
    day: (on) => on,
  };
}
