/** What one message to the shop holds besides its envelope, in bytes: 11 MiB are fewer than 16 MiB as text. */
export const largestFile = 11 * 1024 * 1024;
