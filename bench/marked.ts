/** Parts of the README that a command makes: between two comments, of which the first says the command. */

/** The text with another such part. Throws where it has none. */
export function replaceMarked(text: string, name: string, command: string, part: string): string {
  const begin = `<!-- ${name}: made by \`${command}\` -->`;
  const end = `<!-- /${name} -->`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no ${begin} ... ${end}`);
  return `${text.slice(0, from + begin.length)}\n${part}\n${text.slice(to)}`;
}
