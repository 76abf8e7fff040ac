import type { customerCommands, customerQueries } from '../../shared/parties/customer.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { setConsent } from './consent.service.ts';
import { listCustomers } from './customer-list.queries.ts';
import { getCustomer } from './customer.queries.ts';
import { createCustomer, removeCustomers, updateCustomer } from './customer.service.ts';
import { findCustomer } from './match.queries.ts';
import { importCustomers } from './match.service.ts';
import { mergeCustomers, unmergeCustomer } from './merge.service.ts';

export const partiesCommands: CommandHandlers<{ customer: typeof customerCommands }> = {
  'customer.create': createCustomer,
  'customer.update': updateCustomer,
  'customer.remove': removeCustomers,
  'customer.importBatch': importCustomers,
  'customer.setConsent': setConsent,
  'customer.merge': mergeCustomers,
  'customer.unmerge': unmergeCustomer,
};

export const partiesQueries: QueryHandlers<{ customer: typeof customerQueries }> = {
  'customer.list': listCustomers,
  'customer.get': getCustomer,
  'customer.find': findCustomer,
};
