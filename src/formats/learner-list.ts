/**
 * A list of learners as people have it: one a line, separated by commas or semicolons, or a CSV file of which one column
 * names them. Each is an LMS user id, a user name or an e-mail address.
 */

/** What columns that name learners are called, the surest first. */
const headers = [
  'lms_user_id',
  'user_id',
  'userid',
  'id',
  'username',
  'user_name',
  'user name',
  'email',
  'e-mail',
  'learner',
];
const separators = [',', ';', '\t'];

/** The learners that a text names, in its order and without empty ones; those that come twice stay. */
export function parseLearnerList(text: string): string[] {
  const [first = '', second] = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const separator = separators.find((each) => first.includes(each)) ?? ',';
  const rows = rowsOf(text.replace(/^\ufeff/, ''), separator).filter((row) => row.some((cell) => cell !== ''));
  const names = (rows[0] ?? []).map((cell) => cell.toLowerCase());
  const header = headers.find((each) => names.includes(each));
  const cells =
    header !== undefined
      ? rows.slice(1).map((row) => row[names.indexOf(header)] ?? '')
      : second === undefined
        ? rows.flat()
        : // Several columns without a name: an address is one, whatever stands beside it.
          rows.flatMap((row) => (isList(row) ? row : [row.find((cell) => cell.includes('@')) ?? row[0] ?? '']));
  return cells.filter((cell) => cell !== '');
}

/** Whether each cell of a line can be a learner by itself: ids, user names and addresses have no spaces. */
function isList(row: readonly string[]): boolean {
  return row.every((cell) => !/\s/.test(cell)) && row.filter((cell) => cell.includes('@')).length !== 1;
}

/** The cells of a CSV text (RFC 4180), trimmed. */
function rowsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell.trim());
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text.charAt(at + 1) === '"') cell += text.charAt((at += 1));
      else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (char === separator) endCell();
    else if (char === '\n') {
      endCell();
      rows.push([]);
    } else cell += char;
  }
  endCell();
  return rows;
}
