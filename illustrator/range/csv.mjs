// Reads the shop's CSV files: RFC 4180 quoting, a header row, one object per row.

function cellsOf(text) {
  const rows = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end !== ',') rows.push([])
  }
  return rows.filter(row => row.length > 1)
}

export function parseCsv(text) {
  const [header, ...rows] = cellsOf(text)
  return rows.map(row => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])))
}
