-- Why an order was placed that goes beyond the month's budget.
alter table purchaseOrder add column beyondBudgetBecause text check (length(trim(beyondBudgetBecause)) > 0);
