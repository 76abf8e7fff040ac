import { deviceCommands, deviceQueries } from '../company/device.contract.ts';
import { shopCommands, shopQueries } from '../company/shop.contract.ts';
import { userCommands, userQueries } from '../company/user.contract.ts';
import { activityQueries, jobCommands, jobQueries, proofQueries, sessionFeature } from './app.contract.ts';

/** The whole contract: every feature's commands and queries under its name. The wire, REST and the CLI are made from it. */
export const contract = {
  session: sessionFeature,
  job: { ...jobCommands, ...jobQueries },
  activity: activityQueries,
  proof: proofQueries,
  shop: { ...shopCommands, ...shopQueries },
  user: { ...userCommands, ...userQueries },
  device: { ...deviceCommands, ...deviceQueries },
};

export type Contract = typeof contract;
