import { z } from 'zod';
import { needs, zCurrency, zId, zInstant, zMinor, zQuantity, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zRefusal } from '../contract/batch.ts';
import { channelKinds, zCredentials } from './channel-kinds.ts';
import { sheetPlatforms, sheetTaxes } from './sheet-layouts.ts';

/** What writes to the shop outside. Each is off until a person saw what it would do. */
export const switchableCapabilities = ['stock', 'fulfilments', 'refunds'] as const;
export type SwitchableCapability = (typeof switchableCapabilities)[number];

const zChannelId = z.object({ channelId: zId });
const zName = z.string().trim().min(1).max(100);
const zSwitch = z.object({ channelId: zId, capability: z.enum(switchableCapabilities) });
const zDigest = z.string().regex(/^[0-9a-f]{64}$/);

/** A place a shop keeps stock at, by its own name for it and as its owner reads it there. */
export const zStockPlace = z.object({ externalId: z.string().min(1).max(100), name: z.string().trim().min(1).max(200) });
export type StockPlace = z.output<typeof zStockPlace>;

export const zChannelChanges = z.object({
  name: zName.exactOptional(),
  buffer: zQuantity.refine((value) => value >= 0).exactOptional(),
});
export type ChannelChanges = z.output<typeof zChannelChanges>;

/** Whose sheets a channel is known by, and how they are understood. */
export const zSheetTerms = z.object({
  platform: z.enum(sheetPlatforms),
  taxes: z.enum(sheetTaxes),
  /** Where its goods leave from; any place that sells when null. */
  locationId: zId.nullable().default(null),
});

const zConnection = z.object({
  name: zName,
  url: z.string().trim().min(1).max(500),
  /** SHA-256 of a certificate no authority vouches for, once the owner has compared and accepted it. */
  certificate: z
    .string()
    .regex(/^[0-9a-fA-F:]{64,95}$/)
    .exactOptional(),
  /** The owner says that the shop answers in this network: an address of it is refused otherwise. */
  localNetwork: z.boolean().exactOptional(),
  /** Orders finished before are history; the moment of connecting when left out. */
  goLiveAt: zInstant.exactOptional(),
});
const zSheetConnection = z.object({ kind: z.literal('spreadsheet'), name: zName, goLiveAt: zInstant.exactOptional(), sheet: zSheetTerms });
export type NewSheetChannel = z.output<typeof zSheetConnection>;
export const zNewChannel = z.discriminatedUnion('kind', [
  zConnection.extend({ kind: z.literal('woocommerce'), credentials: zCredentials.woocommerce }),
  zConnection.extend({ kind: z.literal('shopify'), credentials: zCredentials.shopify }),
  zConnection.extend({ kind: z.literal('practice'), credentials: zCredentials.practice }),
  zSheetConnection,
]);
export type NewChannel = z.output<typeof zNewChannel>;

export const channelCommands = {
  add: command({
    summary: 'Connect a shop: the key is tried at once, and nothing is written there.',
    undo: { by: 'channel.remove' },
    keepInput: false,
  })
    .input(zNewChannel)
    .output(z.object({ channelId: zId, currency: zCurrency, listings: z.int(), linked: z.int() })),
  setSheet: command({ summary: 'Say whose sheets a channel has and how they are understood.', undo: { by: 'channel.setSheet' } })
    .input(z.object({ channelId: zId, sheet: zSheetTerms }))
    .output(z.object({ before: zSheetTerms })),
  update: command({ summary: "Change a channel's name or safety buffer.", undo: { by: 'channel.update' } })
    .input(z.object({ channelId: zId, changes: zChannelChanges }))
    .output(z.object({ before: zChannelChanges })),
  setLocalNetwork: command({ summary: 'Say whether a shop may answer in this network; an address of it is refused otherwise.', undo: { by: 'channel.setLocalNetwork' } })
    .input(z.object({ channelId: zId, allowed: z.boolean() }))
    .output(z.object({ before: z.boolean() })),
  setStockPlace: command({ summary: 'Say at which of its own places a shop is told stock and its levels are read; at an item’s only one when none is named.', undo: { by: 'channel.setStockPlace' } })
    .input(z.object({ channelId: zId, place: zStockPlace.nullable() }))
    .output(z.object({ before: zStockPlace.nullable() })),
  remove: command({ summary: 'Disconnect a shop; its orders stay.', undo: { by: 'channel.add' } })
    .input(zChannelId)
    .output(z.object({})),
  importProducts: command({
    summary: "Take the shop's products into the catalogue, by their SKUs.",
    undo: { by: 'product.archive' },
  })
    .input(zChannelId)
    .output(
      z.object({
        created: z.int(),
        updated: z.int(),
        unchanged: z.int(),
        refused: z.array(z.object({ name: z.string(), refusal: zRefusal })),
      }),
    ),
  switchOn: command({ summary: 'Let a channel be written to, after seeing what it would do.', undo: { by: 'channel.switchOff' } })
    .input(zSwitch.extend({ digest: zDigest }))
    .output(z.object({ announced: z.int() })),
  switchOff: command({ summary: 'Stop writing to a channel; what waits goes on waiting.', undo: { by: 'channel.switchOn' } })
    .input(zSwitch)
    .output(z.object({})),
  allowZeros: command({ summary: 'Let the push go on that would set many listings to zero.', undo: { by: 'channel.switchOff' } })
    .input(z.object({ channelId: zId, listingIds: z.array(zId).max(100_000) }))
    .output(z.object({})),
  stopReading: command({ summary: 'Stop the first reading of a channel’s orders; what came stays.', undo: { by: 'channel.resumeReading' } })
    .input(zChannelId)
    .output(z.object({})),
  resumeReading: command({ summary: 'Read the orders of a channel on from where that was stopped.', undo: { by: 'channel.stopReading' } })
    .input(zChannelId)
    .output(z.object({})),
};

export const zChannel = z.object({
  id: zId,
  name: z.string(),
  kind: z.enum(channelKinds),
  url: z.string(),
  /** Whether it may answer in this network. */
  localNetwork: z.boolean(),
  currency: z.string(),
  goLiveAt: zInstant,
  addedAt: zInstant,
  buffer: zQuantity,
  /** Its listings are leased goods unless one was chosen otherwise. */
  leased: z.boolean(),
  sendsStock: z.boolean(),
  sendsFulfilments: z.boolean(),
  sendsRefunds: z.boolean(),
  /** At which of its own places it is told stock and read; null: at an item’s only one. */
  stockPlace: zStockPlace.nullable(),
  /** Null for a channel that is asked itself. */
  sheet: zSheetTerms.nullable(),
});

/** One SKU of a preview. `wouldBecome` is null where nothing would be sent: not linked, not counted there, or already right. */
const zPreviewRow = z.object({
  listingId: zId,
  externalId: z.string(),
  name: z.string(),
  sku: z.string(),
  variantId: zId.nullable(),
  ours: needs('stockFigure', zQuantity.nullable()),
  theirs: needs('stockFigure', zQuantity.nullable()),
  theirsSeenAt: zInstant,
  wouldBecome: needs('stockFigure', zQuantity.nullable()),
  blockedBy: z.enum(['notLinked', 'notCounted', 'sharedLevel', 'severalPlaces', 'notAtPlace', 'gone']).nullable(),
});

export const channelQueries = {
  /** A question to the shop outside: nothing changes there, and what it shows is kept by commands of the engine's own. */
  refresh: query({ summary: 'Read the catalogue of the shop outside again.' })
    .input(zChannelId)
    .output(z.object({ listings: z.int(), linked: z.int() })),
  /** A question to the shop outside, too. */
  places: query({ summary: 'The places a shop outside keeps stock at and sends goods from, as it names them.' })
    .input(zChannelId)
    .output(z.object({ places: z.array(zStockPlace) })),
  list: query({ summary: 'The connected shops.' }).output(z.object({ channels: z.array(zChannel) })),
  preview: query({ summary: 'What switching a capability on would do: ours, theirs, would become, per SKU.', long: true })
    .input(zSwitch.extend({ afterId: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(100) }))
    .output(
      z.object({
        /** What the owner accepts; it changes with every number below. */
        digest: zDigest,
        listings: z.int(),
        linked: z.int(),
        /** How many listings would be written, and how many of them set to zero. */
        changes: z.int(),
        zeros: z.int(),
        rows: z.array(zPreviewRow),
        nextId: zId.nullable(),
        /** Parcels waiting to be told, for `fulfilments`. */
        parcels: z.int(),
        /** Refunds waiting to be paid back there, for `refunds`, and their sum in the channel's currency. */
        refunds: z.int(),
        refundSum: zMinor,
      }),
    ),
  zeros: query({ summary: 'Listings whose news is held back because it would set them to zero.' })
    .input(zChannelId)
    .output(z.object({ rows: z.array(z.object({ listingId: zId, name: z.string(), sku: z.string(), theirs: needs('stockFigure', zQuantity.nullable()) })) })),
};

const linkings = ['nothing', 'sku', 'barcode', 'person'] as const;
/** Who says so stands with the link: what a person said is not guessed again, and undoing it asks a person again. */
const zLink = z.object({ listingId: zId, variantId: zId.nullable(), linkedBy: z.enum(linkings).default('person') });

export const listingCommands = {
  link: command({ summary: 'Say which variant a listing sells, or that it sells none of ours.', undo: { by: 'listing.link' } })
    .input(zLink)
    .output(z.object({ before: zLink })),
};

export const listingQueries = {
  propose: query({ summary: 'What listings nobody said anything about most likely sell, by likeness; a person says so, nothing is linked by it.', long: true })
    .input(z.object({ channelId: zId, afterId: z.int().min(0).default(0), limit: z.int().min(1).max(100).default(100) }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            listingId: zId,
            variantId: zId,
            sku: z.string(),
            name: z.string(),
            /** `exact`: the same code but for case and dashes. */
            kind: z.enum(['exact', 'scored']),
            likeness: zRatePpm,
          }),
        ),
      }),
    ),
  list: query({ summary: 'Listings of a channel; on request only those nobody said anything about yet.' })
    .input(
      z.object({
        channelId: zId,
        unlinkedOnly: z.boolean().default(false),
        afterId: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            externalId: z.string(),
            name: z.string(),
            sku: z.string(),
            barcode: z.string(),
            variantId: zId.nullable(),
            linkedBy: z.enum(linkings),
            stockKeeping: z.enum(['own', 'shared', 'several', 'elsewhere', 'none']),
            remoteStock: needs('stockFigure', zQuantity.nullable()),
            seenAt: zInstant,
            published: needs('stockFigure', zQuantity.nullable()),
            publishedAt: zInstant.nullable(),
          }),
        ),
        nextId: zId.nullable(),
      }),
    ),
};
