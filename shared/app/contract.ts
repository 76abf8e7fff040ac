/** The whole contract: every feature's commands and queries under its name. The wire, REST and the CLI are made from it. */
export const contract = {};

export type Contract = typeof contract;
