import { expect, test } from 'vitest';
import { csvHeading, csvRecord } from '../../src/formats/csv.ts';

test.each([
  [['plain', 7, -7, true, null, ''], 'plain,7,-7,true,,'],
  [['a,b', 'say "hi"', 'two\nlines', 'two\r\nlines'], '"a,b","say ""hi""","two\nlines","two\r\nlines"'],
  [[new Date('2026-01-31T23:59:59.123Z')], '2026-01-31T23:59:59.123Z'],
  [['مرحبا، بك', '課程,一'], 'مرحبا، بك,"課程,一"'],
  // What a spreadsheet would take for a formula (CWE-1236), with blanks in front and in wide letters as well.
  [['=1+1', '+1', '-1', '@SUM(A1)'], "'=1+1,'+1,'-1,'@SUM(A1)"],
  [['\tx', '\rx', '\nx', ' =1'], `'\tx,"'\rx","'\nx",' =1`],
  [['＝1', '＋1', '－1', '＠a'], "'＝1,'＋1,'－1,'＠a"],
  [['=HYPERLINK("http://a.example","b")'], `"'=HYPERLINK(""http://a.example"",""b"")"`],
  [['a=1', '1-1', 'a@example.org'], 'a=1,1-1,a@example.org'],
])('the record of %j', (cells, record) => {
  expect(csvRecord(cells)).toBe(`${record}\r\n`);
});

test('a file begins with the mark of UTF-8 and the names of its columns', () => {
  const cell = (): string => '';
  expect(
    csvHeading([
      { name: 'LMS user id', cell },
      { name: 'name', cell },
    ]),
  ).toBe('\uFEFFLMS user id,name\r\n');
});
