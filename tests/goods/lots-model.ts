/** Lots and serial numbers, written from the domain: what expires first leaves first, and a piece lives one life in order. */
export interface Lot {
  readonly id: number;
  readonly code: string;
  readonly variantId: number;
  readonly expiresOn: string | null;
  readonly places: Map<number, { onHand: number; onHold: number }>;
  /** Nothing of it goes to a customer. */
  onRecall: boolean;
  /** Of a piece: the goods it came in with last, and where in the order of costing it was last moved. */
  cameWith: number;
  last: Position;
}

export interface Position {
  postedOn: string;
  occurredAt: number;
}

export interface Part {
  readonly lot: Lot;
  quantity: number;
  held: number;
}

/** How much leaves of what, and whether a customer gets it: nothing past its day or on recall goes to one. */
export interface Wish {
  readonly variantId: number;
  readonly locationId: number;
  readonly quantity: number;
  readonly held?: number;
  readonly soldOn?: string;
}

/** One change of a lot at a place, as whoever counts there would have seen it; of no lot where nobody said which left. */
export interface LotSeen {
  readonly variantId: number;
  readonly locationId: number;
  readonly lot: Lot | undefined;
  readonly at: number;
  readonly quantity: number;
  readonly correction: boolean;
}

export class LotsModel {
  readonly all: Lot[] = [];
  readonly seen: LotSeen[] = [];

  find(variantId: number, code: string): Lot | undefined {
    return this.all.find((lot) => lot.variantId === variantId && lot.code === code);
  }

  make(lot: Pick<Lot, 'code' | 'variantId' | 'expiresOn' | 'cameWith' | 'last'>): Lot {
    const made = { ...lot, id: this.all.length + 1, onRecall: false, places: new Map() };
    this.all.push(made);
    return made;
  }

  at(lot: Lot, locationId: number): { onHand: number; onHold: number } {
    const known = lot.places.get(locationId) ?? { onHand: 0, onHold: 0 };
    lot.places.set(locationId, known);
    return known;
  }

  /** What lies at a place, the first to leave first; what never expires comes last. */
  lying(variantId: number, locationId: number): Lot[] {
    const there = this.all.filter((lot) => lot.variantId === variantId && this.at(lot, locationId).onHand > 0);
    return there.sort((a, b) => ((a.expiresOn ?? '9') < (b.expiresOn ?? '9') ? -1 : (a.expiresOn ?? '9') > (b.expiresOn ?? '9') ? 1 : a.id - b.id));
  }

  /** First expired, first out. Goods on hold are of lots on hold. */
  choose({ variantId, locationId, quantity, held = 0, soldOn }: Wish): { parts: Part[]; missing: number } {
    let [free, onHold] = [quantity - held, held];
    const parts: Part[] = [];
    for (const lot of this.lying(variantId, locationId)) {
      if (soldOn !== undefined && (lot.onRecall || (lot.expiresOn !== null && lot.expiresOn < soldOn))) continue;
      const there = this.at(lot, locationId);
      const [ofHeld, ofFree] = [Math.min(onHold, there.onHold), Math.min(free, there.onHand - there.onHold)];
      free -= ofFree;
      onHold -= ofHeld;
      if (ofHeld + ofFree > 0) parts.push({ lot, quantity: ofHeld + ofFree, held: ofHeld });
    }
    return { parts, missing: free + onHold };
  }

  /** Goods on hold or free again, in the same order; undefined where there are not as many. */
  chooseHeld(variantId: number, locationId: number, held: number): Part[] | undefined {
    let left = Math.abs(held);
    const parts: Part[] = [];
    for (const lot of this.lying(variantId, locationId)) {
      const there = this.at(lot, locationId);
      const taken = Math.min(left, held > 0 ? there.onHand - there.onHold : there.onHold);
      left -= taken;
      if (taken > 0) parts.push({ lot, quantity: 0, held: Math.sign(held) * taken });
    }
    return left === 0 ? parts : undefined;
  }

  /** Parts come to a place (1) or leave it (-1). */
  move(parts: readonly Part[], locationId: number, sign: 1 | -1, when: Position, correction = false): void {
    for (const { lot, quantity } of parts.toSorted((a, b) => a.lot.id - b.lot.id)) this.see({ variantId: lot.variantId, locationId, lot, at: when.occurredAt, quantity: sign * quantity, correction });
    for (const { lot, quantity, held } of parts) {
      const there = this.at(lot, locationId);
      there.onHand += sign * quantity;
      there.onHold += sign * held;
      lot.last = when;
    }
  }

  see(one: LotSeen): void {
    if (one.quantity !== 0) this.seen.push(one);
  }

  /** A piece cannot do anything before what it did last. */
  inOrder(parts: readonly Part[], { postedOn, occurredAt }: Position): boolean {
    return parts.every(({ lot: { last } }) => last.postedOn < postedOn || (last.postedOn === postedOn && last.occurredAt <= occurredAt));
  }
}
