/** Made by scripts/bundle.mjs: each migration's name and text, so that a packed program reads no folder. */
declare module 'virtual:migrations' {
  const migrations: Record<string, string>;
  export default migrations;
}
