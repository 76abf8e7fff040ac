-- The class a line was sold under. A product may get another class later; what was sold keeps its own.
alter table orderLine add column taxClassId integer references taxClass (id);
