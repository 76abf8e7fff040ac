import { z } from 'zod';
import { zCurrency, zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { isTimeZone } from '../units/calendar.ts';

export const zLanguage = z.enum(['en', 'zh-Hans', 'zh-Hant']);
export const zCountry = z.string().regex(/^[A-Z]{2}$/).meta({ description: 'ISO 3166-1 code of two letters' });
export const zCostingMethod = z.enum(['fifo', 'movingAverage']);

const profile = {
  name: z.string().trim().min(1).max(120),
  country: zCountry,
  baseCurrency: zCurrency,
  timeZone: z.string().refine(isTimeZone).meta({ description: 'IANA time zone' }),
  language: zLanguage,
  fiscalYearStartMonth: z.int().min(1).max(12),
  costingMethod: zCostingMethod,
  pricesIncludeTax: z.boolean(),
  goLiveAt: zInstant,
};

export const zShopProfile = z.object(profile);
export type ShopProfile = z.output<typeof zShopProfile>;

/** What a file is founded with: the profile, its first owner and the chart of ledger accounts. */
export const zNewShop = zShopProfile.extend({
  chart: z.string().min(1),
  ownerName: z.string().trim().min(1).max(80),
  /** The name of the place its goods lie in; without one, no goods can be taken in yet. */
  firstLocation: z.string().trim().min(1).max(120).exactOptional(),
});
export type NewShop = z.output<typeof zNewShop>;

export const zShopChanges = z.object({
  name: profile.name.exactOptional(),
  country: profile.country.exactOptional(),
  baseCurrency: profile.baseCurrency.exactOptional(),
  timeZone: profile.timeZone.exactOptional(),
  language: profile.language.exactOptional(),
  fiscalYearStartMonth: profile.fiscalYearStartMonth.exactOptional(),
  costingMethod: profile.costingMethod.exactOptional(),
  pricesIncludeTax: profile.pricesIncludeTax.exactOptional(),
  goLiveAt: profile.goLiveAt.exactOptional(),
});

export const shopCommands = {
  create: command({ summary: 'Found the shop of a new file.', undo: { none: 'a shop founded by mistake is left by deleting its folder' } })
    .input(zNewShop)
    .output(z.object({ ownerId: zId })),
  update: command({ summary: "Change the shop's profile.", undo: { by: 'shop.update' } })
    .input(z.object({ changes: zShopChanges }))
    .output(z.object({ before: zShopChanges })),
};

export const shopQueries = {
  get: query({ summary: "The shop's profile." }).output(
    zShopProfile.extend({
      chart: z.string(),
      databaseId: z.string(),
      epoch: z.int(),
      // Currency and costing method are fixed from the first entry on; a screen shows them locked.
      booksBegun: z.boolean(),
    }),
  ),
};
