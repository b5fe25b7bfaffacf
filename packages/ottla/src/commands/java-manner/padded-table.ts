// Tables as ToolsUtils.prettyPrintTable prints them: cells padded to the widest of their column, a
// tab after each. Pure.

export function paddedTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = headers.map((header, column) =>
    Math.max(header.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell, column) => `${cell.padEnd(widths[column] ?? 0)}\t`).join('')}\n`;
  return [headers, ...rows].map(line).join('');
}
