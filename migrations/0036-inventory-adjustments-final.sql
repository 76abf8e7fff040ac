-- Why goods came or went is kept like the movement itself: neither the reason nor its note is changed, and no adjustment is deleted.

create trigger stockAdjustmentIsFinal before update on stockAdjustment
begin select raise(abort, 'an adjustment of stock is corrected by another one, never edited'); end;

create trigger stockAdjustmentStays before delete on stockAdjustment
begin select raise(abort, 'an adjustment of stock is never removed'); end;
