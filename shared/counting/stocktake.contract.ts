import { z } from 'zod';
import { valueClasses } from '../analysis/class.rules.ts';
import { zItems, zResults } from '../contract/batch.ts';
import { needs, zDay, zId, zInstant, zMinor, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zEntryName, zLotCode, zLots, zNote, zPositive, zReasonCode, zTracking } from '../inventory/fields.ts';
import { lineStates } from './line.rules.ts';

/** What is counted of a location. A new way of choosing is one more kind. */
export const zScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('location') }),
  z.object({ kind: z.literal('bins'), binIds: z.array(zId).min(1).max(5_000) }),
  /** With all categories inside it. */
  z.object({ kind: z.literal('category'), categoryId: zId }),
  /** Each variant of a product, also where the book has none: what stands on the shelf is a variant, never the product. */
  z.object({ kind: z.literal('product'), productId: zId }),
  /** Goods of these classes by what their sales cost. */
  z.object({ kind: z.literal('class'), classes: z.array(z.enum(valueClasses)).min(1).max(3) }),
  /** What fits a collection when the count is planned. */
  z.object({ kind: z.literal('collection'), collectionId: zId }),
  /** Everything agreed with a supplier. */
  z.object({ kind: z.literal('supplier'), supplierId: zId }),
  /** What the cycle plan says is due, at most so many lines. */
  z.object({ kind: z.literal('due'), count: z.int().min(1).max(5_000) }),
  z.object({ kind: z.literal('variants'), variantIds: z.array(zId).min(1).max(5_000) }),
  /** By lot; the seed makes the draw repeatable. */
  z.object({ kind: z.literal('random'), count: z.int().min(1).max(5_000), seed: z.int().min(0).max(4_294_967_295) }),
]);
export type Scope = z.output<typeof zScope>;

const which = z.object({ stocktakeId: zId });
const zLineIds = z.object({ stocktakeId: zId, lineIds: zItems(zId) });
const zLimitOf = zMinor.refine((value) => value > 0).nullable();

/** A variant in a bin, or in none. */
const zPlaces = z.array(z.object({ variantId: zId, binId: zId.nullable() }));

export const zPlan = z.object({
  name: z.string().trim().min(1).max(120),
  locationId: zId,
  scope: zScope,
  blind: z.boolean().default(true),
  /** How many people count each line independently. */
  counters: z.union([z.literal(1), z.literal(2)]).default(1),
  /** From this difference on, in pieces or money, somebody else counts again; null means never. */
  recountQuantity: zPositive.nullable().default(null),
  recountValue: zLimitOf.default(null),
  /** From this difference on somebody approves who did not count. */
  approvalValue: zLimitOf.default(null),
  /** Who counts; others may join. */
  counterIds: z.array(zId).max(50).default([]),
  /** What the scope comes to, where it was read before (stocktake.places); read with the plan where it is left out. */
  places: zPlaces.exactOptional(),
});
export type StocktakePlan = z.output<typeof zPlan>;

/** A device's own account of a scan: its number in the device's sequence, and when, by its clock and how far that is off. */
const onDevice = {
  deviceId: zId,
  sequence: z.int().min(1),
  deviceAt: zInstant,
  /** Milliseconds to add to the device's clock; left out where nobody compared the clocks. */
  offset: z.int().exactOptional(),
};

const zScanned = z.object({
  kind: z.literal('scan'),
  ...onDevice,
  binId: zId.exactOptional(),
  /** As scanned or typed; or the variant itself. */
  code: z.string().trim().min(1).max(100).exactOptional(),
  variantId: zId.exactOptional(),
  /** The lot or serial number, where the label is not in the code. */
  lot: zLotCode.exactOptional(),
  /** In all; without it, what the code stands for. */
  quantity: zPositive.exactOptional(),
  /** How many times the code is meant. */
  times: z.int().min(1).max(99_999).exactOptional(),
  /** Counted even where the book says none, or by somebody else already: the piece is in the hand. */
  anyway: z.boolean().exactOptional(),
});
const zZero = z.object({ kind: z.literal('zero'), ...onDevice, binId: zId.exactOptional(), variantId: zId });
const zUndo = z.object({ kind: z.literal('undo'), ...onDevice, undoes: z.int().min(1) });
export const zScan = z.discriminatedUnion('kind', [zScanned, zZero, zUndo]);
export type ScanInput = z.output<typeof zScan>;

const zOutcome = z.enum(['counted', 'wrongBin', 'twice', 'unknown', 'undone']);

const zScanAnswer = z.object({
  scanId: zId,
  sequence: z.int(),
  outcome: zOutcome,
  /** Delivered before: this is the answer of then. */
  again: z.boolean(),
  lineId: zId.nullable(),
  variantId: zId.nullable(),
  name: z.string().nullable(),
  sku: z.string().nullable(),
  quantity: zQuantity,
  tracking: zTracking,
  /** The lot or serial number that was read; of followed goods without one somebody will say which they were. */
  lot: z.string().nullable(),
  /** This piece had been counted: nothing was added, and it counts where it was seen last. */
  repeated: z.boolean(),
  /** What this person has counted of the line by now. */
  running: zQuantity,
  /** Bins of this count the goods belong to, where they are not in this one. */
  belongsIn: z.array(z.string()),
  /** More than the book says; only where the count is not blind. */
  over: z.boolean(),
});
export type ScanAnswer = z.output<typeof zScanAnswer>;

const zLotSeen = z.object({ code: zLotCode, variance: zQuantity });

const zPlanned = z.object({ stocktakeId: zId, number: z.string(), lines: z.int() });

export const stocktakeCommands = {
  plan: command({ summary: 'Plan a count: what, by whom, blind or not. The scope is frozen.', undo: { by: 'stocktake.abandon' } }).input(zPlan).output(zPlanned),
  start: command({ summary: 'Begin to count: the book of every line is frozen.', undo: { by: 'stocktake.abandon' } }).input(which).output(which),
  join: command({ summary: 'Take part in a count; a blind one hides its figures from here on.', undo: { by: 'stocktake.leave' } }).input(which).output(which),
  leave: command({ summary: 'End the own part in a count.', undo: { by: 'stocktake.join' } }).input(which).output(which),
  pause: command({ summary: 'Stop counting for now; the shop goes on.', undo: { by: 'stocktake.resume' } }).input(which).output(which),
  resume: command({ summary: 'Go on counting.', undo: { by: 'stocktake.pause' } }).input(which).output(which),
  scan: command({ summary: 'Count what was scanned: one row for good, answered at once.', undo: { by: 'stocktake.scan' } })
    .input(z.object({ stocktakeId: zId, scan: zScan }))
    .output(zScanAnswer),
  scanBatch: command({ summary: 'Take up to 200 scans a device kept; late, twice or in another order is all the same.', undo: { by: 'stocktake.scanBatch' } })
    .input(z.object({ stocktakeId: zId, items: zItems(zScan) }))
    .output(z.object({ results: zResults(zScanAnswer) })),
  exclude: command({ summary: 'Leave lines out of a count, with a reason.', undo: { by: 'stocktake.reopen' } })
    .input(zLineIds.extend({ reason: zNote }))
    .output(z.object({ lines: z.int() })),
  finish: command({ summary: 'End the count, or the own second count, and look at the differences.', undo: { by: 'stocktake.resume' } }).input(which).output(which),
  accept: command({ summary: 'Accept differences with their reason.', undo: { by: 'stocktake.reopen' } })
    .input(
      z.object({
        stocktakeId: zId,
        items: zItems(z.object({ lineId: zId, variance: zQuantity, /** Each lot that differs, as it was seen. */ lots: z.array(zLotSeen).exactOptional(), reason: zReasonCode, /** Of found goods nobody knows a cost of, in all. */ value: zMinor.refine((value) => value >= 0).exactOptional() })),
      }),
    )
    .output(z.object({ lines: z.int() })),
  nameLots: command({ summary: 'Say of which lots counted goods are whose label nobody read; of none takes it back.', undo: { by: 'stocktake.nameLots' } })
    .input(z.object({ stocktakeId: zId, lineId: zId, lots: zLots.or(z.tuple([])) }))
    .output(z.object({ lineId: zId })),
  approve: command({ summary: 'Approve accepted differences above the limit, with the PIN of somebody who did not count.', undo: { by: 'stocktake.reopen' }, keepInput: false })
    .input(which.extend({ userId: zId, pin: z.string().max(64).exactOptional() }))
    .output(z.object({ lines: z.int() })),
  recount: command({ summary: 'Ask for one more count of lines, by somebody else.', undo: { by: 'stocktake.reopen' } })
    .input(zLineIds.extend({ counterId: zId.exactOptional() }))
    .output(z.object({ lines: z.int() })),
  reopen: command({ summary: 'Take decisions about lines back.', undo: { by: 'stocktake.accept' } }).input(zLineIds).output(z.object({ lines: z.int() })),
  post: command({ summary: 'Post the count: stock and books change once, line by line explained.', undo: { document: 'stocktake.reverse' } })
    .input(which)
    .output(z.object({ entryNumber: z.string().nullable(), variance: zQuantity, value: needs('cost', zMinor) })),
  reverse: command({ summary: 'Take a posted count back whole, by a counter-posting.', undo: { document: 'stocktake.plan' } })
    .input(which.extend({ reason: zNote }))
    .output(z.object({ entryNumber: z.string().nullable() })),
  abandon: command({ summary: 'Give a count up; nothing is posted.', undo: { document: 'stocktake.plan' } }).input(which).output(which),
};

const zState = z.enum(['planned', 'counting', 'paused', 'review', 'posted', 'abandoned']);

const zSummary = z.object({
  id: zId,
  number: z.string(),
  name: z.string(),
  locationId: zId,
  locationName: z.string(),
  state: zState,
  blind: z.boolean(),
  counters: z.int(),
  plannedAt: zInstant,
  startedAt: zInstant.nullable(),
  closedAt: zInstant.nullable(),
  lines: z.int(),
  counted: z.int(),
  reversed: z.boolean(),
});
const zLineState = z.enum(lineStates);
const zLine = z.object({ lineId: zId, variantId: zId, binId: zId.nullable(), bin: z.string().nullable(), sku: z.string(), name: z.string() });
const zLineCursor = z.object({ bin: z.string(), lineId: zId });
/** Totals of the review that say why. */
export const countFigures = ['missing', 'found', 'net'] as const;
export type CountFigure = (typeof countFigures)[number];
export const reviewViews = ['decide', 'differ', 'over', 'all'] as const;

/** What only those see who do not count the goods blind. */
const figure = needs('stockFigure', zQuantity);
const figureValue = needs('stockValue', zMinor);

const zLotCounted = z.object({
  code: z.string(),
  expiresOn: zDay.nullable(),
  counted: zQuantity,
  book: zQuantity,
  variance: zQuantity,
  /** Where else the book has a found piece: in another bin it is carried over by the posting, at another location somebody has to look. */
  bookedAt: z.object({ bin: z.string().nullable(), location: z.string(), here: z.boolean() }).nullable(),
});
/** Which lots there should be is a figure too. */
const lotFigures = needs('stockFigure', z.array(zLotCounted));

export const stocktakeQueries = {
  list: query({ summary: 'Counts, open ones first, then the newest.' })
    .input(z.object({ beforeId: zId.exactOptional(), limit: z.int().min(1).max(100).default(50) }))
    .output(
      z.object({
        open: z.array(zSummary),
        closed: z.array(zSummary),
        nextId: zId.nullable(),
        /** How many open counts wait for somebody. */
        waiting: z.int(),
      }),
    ),
  places: query({ summary: 'The places a scope comes to now: each variant in each bin the book has it in.', long: true })
    .input(z.object({ locationId: zId, scope: zScope }))
    .output(z.object({ places: zPlaces })),
  get: query({ summary: 'A count with its progress: lines in scope = counted + confirmed zero + left out + to count.' })
    .input(which)
    .output(
      zSummary.extend({
        scope: zScope,
        recountQuantity: zQuantity.nullable(),
        recountValue: zMinor.nullable(),
        approvalValue: zMinor.nullable(),
        zeros: z.int(),
        excluded: z.int(),
        uncounted: z.int(),
        found: z.int(),
        bins: z.int(),
        binsDone: z.int(),
        allocatedNote: z.boolean(),
        /** Whether whoever asks has a part in it, and whether its figures are hidden from them. */
        mine: z.boolean(),
        hidden: z.boolean(),
        people: z.array(z.object({ userId: zId, name: z.string(), scans: z.int(), doneAt: zInstant.nullable() })),
        entryNumber: z.string().nullable(),
        reversalEntryNumber: z.string().nullable(),
      }),
    ),
  sheet: query({ summary: 'The lines of a count in the order of their bins, for a counter: no book quantity in a blind count.' })
    .input(which.extend({ only: z.enum(['uncounted', 'recount']).exactOptional(), after: zLineCursor.exactOptional(), limit: z.int().min(1).max(500).default(200) }))
    .output(
      z.object({
        rows: z.array(
          zLine.extend({
            /** What whoever asks has counted of it; null before. */
            mine: zQuantity.nullable(),
            counted: z.boolean(),
            tracking: zTracking,
            /** Only of a count that is not blind. */
            book: needs('stockFigure', zQuantity.nullable()),
          }),
        ),
        next: zLineCursor.nullable(),
      }),
    ),
  scans: query({ summary: 'The latest scans of whoever asks, newest first.' })
    .input(which.extend({ limit: z.int().min(1).max(200).default(20) }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            scanId: zId,
            deviceId: zId,
            sequence: z.int(),
            kind: z.enum(['scan', 'zero', 'undo']),
            outcome: zOutcome,
            binId: zId.nullable(),
            bin: z.string().nullable(),
            name: z.string().nullable(),
            code: z.string().nullable(),
            /** The lot or serial number it read. */
            lot: z.string().nullable(),
            quantity: zQuantity,
            scannedAt: zInstant,
            trusted: z.boolean(),
            undone: z.boolean(),
            /** Its piece had been counted: it added nothing. */
            repeated: z.boolean(),
          }),
        ),
        /** The next free number of each device of this count. */
        sequences: z.array(z.object({ deviceId: zId, next: z.int() })),
      }),
    ),
  review: query({ summary: 'Differences of a count, a page by bin: book at the scan, counted, difference, value, what it waits for.' })
    .input(which.extend({ view: z.enum(reviewViews).default('decide'), after: zLineCursor.exactOptional(), limit: z.int().min(1).max(200).default(100) }))
    .output(
      z.object({
        rows: z.array(
          zLine.extend({
            state: zLineState,
            origin: z.enum(['scope', 'found']),
            rounds: z.int(),
            book: needs('stockFigure', zQuantity.nullable()),
            counted: needs('stockFigure', zQuantity.nullable()),
            variance: needs('stockFigure', zQuantity.nullable()),
            value: needs('stockValue', zMinor),
            /** Movements of the bin since the line was counted. */
            since: z.int(),
            movedMeanwhile: z.boolean(),
            untrusted: z.boolean(),
            reason: z.string().nullable(),
            tracking: zTracking,
            /** The lots or pieces that differ: missing, found, or swapped for each other. */
            lots: lotFigures,
            /** Counted goods nobody has named a lot of yet. */
            unread: figure,
          }),
        ),
        next: zLineCursor.nullable(),
        counts: z.object({ decide: z.int(), differ: z.int(), over: z.int(), all: z.int() }),
        totals: z.object({
          equal: z.int(),
          counted: z.int(),
          excluded: z.int(),
          waiting: z.object({ decide: z.int(), recount: z.int(), approve: z.int(), uncounted: z.int() }),
          missingLines: z.int(),
          foundLines: z.int(),
          missingValue: figureValue,
          foundValue: figureValue,
          variance: figure,
          value: figureValue,
        }),
      }),
    ),
  explainTotal: query({ summary: 'Why a total of a count is what it is: its lines, those worth most first, and the others as one; they add up to it.' })
    .input(which.extend({ figure: z.enum(countFigures) }))
    .output(
      z.object({
        total: figureValue,
        lines: z.int(),
        parts: z.array(z.object({ lineId: zId, variantId: zId, sku: z.string(), name: z.string(), bin: z.string().nullable(), variance: figure, value: figureValue })),
        others: z.int(),
        othersValue: figureValue,
        posted: z.boolean(),
        entry: zEntryName,
      }),
    ),
  line: query({ summary: 'One line of a count: its counts by whom and when, what moved since, what may have happened.' })
    .input(z.object({ lineId: zId }))
    .output(
      z.object({
        variantId: zId,
        rounds: z.array(
          z.object({ variantId: zId, round: z.int(), people: z.array(z.string()), from: zInstant, to: zInstant, counted: figure, book: figure, variance: figure, lots: lotFigures, unread: figure, untrusted: z.int() }),
        ),
        since: z.array(z.object({ variantId: zId, kind: z.string(), occurredAt: zInstant, quantity: figure, source: z.object({ kind: z.string(), id: z.int() }) })),
        lastCount: z.object({ variantId: zId, number: z.string(), closedAt: zInstant, counted: figure }).nullable(),
        /** Why the difference is worth what it is: as it was posted, or variance × value ÷ quantity of what is known. */
        worth: z.object({
          variantId: zId,
          by: z.enum(['posted', 'layers', 'lastCost', 'unknown']),
          cost: needs('stockValue', z.object({ quantity: zQuantity, value: zMinor }).nullable()),
          variance: figure,
          value: needs('cost', zMinor),
          entry: zEntryName,
        }),
        /** Hints; they never change a number. */
        causes: needs(
          'stockFigure',
          z.array(
            z.object({
              kind: z.enum(['neighbour', 'caseAsEach', 'swapped', 'shipment', 'movedMeanwhile']),
              bin: z.string().nullable(),
              name: z.string().nullable(),
              quantity: zQuantity.nullable(),
              sourceId: z.int().nullable(),
            }),
          ),
        ),
      }),
    ),
  accuracy: query({ summary: 'How right the book was: lines equal of lines counted, by posted count, newest first; and what is due to be counted.' }).output(
    z.object({
      counts: z.array(z.object({ stocktakeId: zId, number: z.string(), name: z.string(), postedOn: zDay, equal: z.int(), counted: z.int(), value: needs('cost', zMinor) })),
    }),
  ),
};
