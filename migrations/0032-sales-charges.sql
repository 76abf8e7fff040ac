-- A parcel that is taken back leaves its order's charges called off where a cancellation that stands took them.
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
    chargesSettled = exists (select 1 from shipment where orderId = new.orderId and voidedAt is null)
      or (select coalesce(sum(iif(reinstatesId is null, 1, -1)), 0) from cancellation where orderId = new.orderId and withCharges = 1) > 0
  where id = new.orderId;
end;
