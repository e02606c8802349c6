import { Card, DataList, Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { DataState } from './data-state.tsx';
import { More } from './more.tsx';
import classes from './paged-table.module.css';

/** A column of a table, which is a line of a card on a phone. */
export interface Column<Item> {
  readonly id: string;
  /** Its heading. */
  readonly header: string;
  readonly render: (item: Item) => ReactNode;
  /** The column that names the item: the head of its row, and the title of its card. One of them is. */
  readonly names?: true;
  /** Numbers stand at the end of their column. */
  readonly numeric?: true;
  /** A narrow column: keeps its content in one line. */
  readonly narrow?: true;
  /** Not on cards. */
  readonly wideOnly?: true;
}

interface PagedTableProps<Item> {
  /** What the table lists, for screen readers. */
  readonly label: string;
  readonly query: UseInfiniteQueryResult<Item[]>;
  readonly columns: readonly Column<Item>[];
  readonly keyOf: (item: Item) => string | number;
  /** Shown when the list is empty. */
  readonly empty: ReactNode;
}

/** A list of the API: a table, or cards on a phone, with a button that shows more. */
export function PagedTable<Item>({ label, query, columns, keyOf, empty }: PagedTableProps<Item>) {
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const List = phone ? Cards<Item> : Rows<Item>;
  return (
    <DataState query={query}>
      {(items) =>
        items.length === 0 ? (
          <div className={classes.frame}>{empty}</div>
        ) : (
          <div aria-busy={query.isFetching}>
            <List label={label} items={items} columns={columns} keyOf={keyOf} />
            <More list={label} query={query} />
          </div>
        )
      }
    </DataState>
  );
}

interface ListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly columns: readonly Column<Item>[];
  readonly keyOf: (item: Item) => string | number;
}

function Rows<Item>({ label, items, columns, keyOf }: ListProps<Item>) {
  return (
    <div className={classes.frame}>
      <Table.ScrollContainer minWidth={560} type="native">
        <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ id, header, numeric, narrow }) => (
                <Table.Th key={id} scope="col" className={classes.head} data-numeric={numeric} data-narrow={narrow}>
                  {header}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={keyOf(item)}>
                {columns.map(({ id, render, names, numeric, narrow }) => {
                  const Cell = names ? Table.Th : Table.Td;
                  return (
                    <Cell
                      key={id}
                      {...(names && { scope: 'row' as const })}
                      className={classes.cell}
                      data-numeric={numeric}
                      data-narrow={narrow}
                    >
                      {render(item)}
                    </Cell>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

function Cards<Item>({ label, items, columns, keyOf }: ListProps<Item>) {
  const shown = columns.filter(({ wideOnly }) => !wideOnly);
  return (
    <ul className={classes.cards} aria-label={label}>
      {items.map((item) => (
        <Card key={keyOf(item)} component="li" withBorder padding="md">
          {shown.map(({ id, names, render }) => names && <div key={id}>{render(item)}</div>)}
          <DataList mt="sm" gap="xs" labelWidth="7rem">
            {shown.map(
              ({ id, header, names, render }) =>
                !names && (
                  <DataList.Item key={id}>
                    <DataList.ItemLabel>{header}</DataList.ItemLabel>
                    <DataList.ItemValue>{render(item)}</DataList.ItemValue>
                  </DataList.Item>
                ),
            )}
          </DataList>
        </Card>
      ))}
    </ul>
  );
}
