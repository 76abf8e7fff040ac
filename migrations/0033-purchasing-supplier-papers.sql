-- A supplier's paper has its file beside it, so it keeps its number when it is taken away and laid back.

alter table supplierDocument add column removedById integer references command (id);

create trigger supplierDocumentKeepsItself before update of id, supplierId, kind, name, number, validThroughOn, required, commandId on supplierDocument
begin select raise(abort, 'a supplier''s paper is taken away and kept anew, never edited'); end;
