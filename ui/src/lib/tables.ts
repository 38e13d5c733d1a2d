// What a list is asked for, and the arranging of lists that are short enough to do it in the window.

export interface TableQuery {
  filter: string;
  sort: string;
  descending: boolean;
}

export interface Column<Row> {
  key: string;
  label: string;
  text: (row: Row) => string;
  /** What to order by where the text isn't it, such as the ISO form of a date. */
  order?: (row: Row) => string | number;
  /** Figures and dates keep their digits under each other. */
  figures?: boolean;
  /** Holds buttons: nothing to sort by, and its label is for screen readers. */
  act?: boolean;
}

/** The query after a click on a column's head: the other way round if it was the sorted one. */
export function toggled(query: TableQuery, key: string): TableQuery {
  return { ...query, sort: key, descending: query.sort === key && !query.descending };
}

/** Filters by every typed word in any column, then sorts; rows of equal order keep their places. */
export function arrange<Row>(rows: readonly Row[], query: TableQuery, columns: readonly Column<Row>[], language: string): Row[] {
  const words = query.filter
    .toLocaleLowerCase(language)
    .split(/\s+/)
    .filter((word) => word !== "");
  const found = rows.filter((row) => {
    const text = columns
      .map((column) => column.text(row))
      .join("\n")
      .toLocaleLowerCase(language);
    return words.every((word) => text.includes(word));
  });
  const column = columns.find(({ key }) => key === query.sort);
  if (!column) return found;
  const order = column.order ?? column.text;
  const collator = new Intl.Collator(language, { numeric: true });
  const sign = query.descending ? -1 : 1;
  return found.sort((left, right) => {
    const [a, b] = [order(left), order(right)];
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)));
  });
}
