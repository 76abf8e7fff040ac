import { z } from 'zod';

/** The marketplaces people have, which are asked over the network. */
export const networkKinds = ['woocommerce', 'shopify'] as const;
export type NetworkKind = (typeof networkKinds)[number];

/** The marketplaces we speak with; `practice` is only played, on this machine. */
export const marketplaceKinds = [...networkKinds, 'practice'] as const;
export type MarketplaceKind = (typeof marketplaceKinds)[number];

/** Where orders come from: a marketplace that answers, or the sheets of one that does not. */
export const channelKinds = [...marketplaceKinds, 'spreadsheet'] as const;
export type ChannelKind = (typeof channelKinds)[number];

const zKey = z.string().trim().min(1).max(200);

/** What each asks for as proof of who we are: a name and a secret, in its own words. */
export const zCredentials = {
  woocommerce: z.object({ consumerKey: zKey, consumerSecret: zKey }),
  /** An app of the Dev Dashboard has both; one made in the shop's admin before 2026 has an access token alone, which is the secret. */
  shopify: z.object({ clientId: z.string().trim().max(200), secret: zKey }),
  practice: z.object({ key: zKey }),
} satisfies Record<MarketplaceKind, z.ZodType>;

/** The fields of a form, in order: the name first, the secret last. */
export const keyFields = {
  woocommerce: ['consumerKey', 'consumerSecret'],
  shopify: ['clientId', 'secret'],
} as const satisfies Record<NetworkKind, readonly [string, string]>;

/** Whether a shop may keep stock at several places of its own, of which one can be chosen. */
export const hasPlaces = { woocommerce: false, shopify: true, practice: false, spreadsheet: false } as const satisfies Record<ChannelKind, boolean>;

/** Whether a level is set only while another still stands there; elsewhere a write overwrites whatever was sold meanwhile. */
export const comparesLevels = { woocommerce: false, shopify: true, practice: true, spreadsheet: false } as const satisfies Record<ChannelKind, boolean>;
