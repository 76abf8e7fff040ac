-- Whether a parcel that was taken back gave the order's charges back: nobody else carries them then. They may be called off and
-- asked for again while a parcel stands that never carried them, so which parcels stand does not say it.
alter table shipment add column voidWithCharges integer check (voidWithCharges in (0, 1));

-- What was taken back until now says so by its sum: as much as it asked, or more than it asked without them.
drop trigger shipmentIsVoidedOnce;

update shipment set voidWithCharges = iif(withCharges = 1, voidDue = due, voidDue <> due) where voidedAt is not null;

create trigger shipmentIsVoidedOnce before update on shipment when old.voidedAt is not null
begin select raise(abort, 'a shipment is cancelled once'); end;

-- Charges of nothing say nothing by their sum: whether a parcel carried them matters to nobody, so it is as the parcels now say.
update salesOrder set chargesSettled = (select coalesce(sum(withCharges - coalesce(voidWithCharges, 0)), 0) from shipment where orderId = salesOrder.id)
  + (select coalesce(sum(iif(reinstatesId is null, 1, -1)), 0) from cancellation where orderId = salesOrder.id and withCharges = 1)
where id in (select orderId from shipment where voidedAt is not null)
  and not exists (select 1 from orderCharge where orderId = salesOrder.id and gross <> 0);

drop trigger shipmentVoidGivesBack;

create trigger shipmentVoidGivesBack after update of voidedAt on shipment when new.voidedAt is not null
begin
  update orderLine set shipped = shipped - s.quantity, settledNet = settledNet - s.net, settledTax = settledTax - s.tax,
    settledDiscount = settledDiscount - s.discount
  from (
    select orderLineId, sum(quantity) as quantity, sum(net) as net, sum(tax) as tax, sum(discount) as discount
    from shipmentLine where shipmentId = new.id group by orderLineId
  ) s
  where orderLine.id = s.orderLineId;
  update salesOrder set deposits = deposits + new.voidDeposits, receivable = receivable - new.voidDue + new.voidDeposits,
    chargesSettled = chargesSettled - new.voidWithCharges
  where id = new.orderId;
end;
