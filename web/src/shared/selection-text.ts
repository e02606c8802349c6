import { defineMessages } from 'react-intl';

export const selectionText = defineMessages({
  select: {
    id: 'shared.select',
    defaultMessage: 'Select',
    description: 'Heading of the column with boxes that select rows.',
  },
  selectOne: {
    id: 'shared.select.one',
    defaultMessage: 'Select {name}',
    description: 'Box that selects a row, for screen readers.',
  },
  bar: {
    id: 'shared.select.bar',
    defaultMessage: 'Selection',
    description: 'Name of the group of buttons for selected rows, for screen readers.',
  },
  allShown: {
    id: 'shared.select.all-shown',
    defaultMessage: 'Select all shown',
    description: 'Button: selects all rows that the list shows.',
  },
  none: {
    id: 'shared.select.none',
    defaultMessage: 'Clear selection',
    description: 'Button: selects nothing any more.',
  },
  count: {
    id: 'shared.select.count',
    defaultMessage: '{count, plural, one {# selected} other {# selected}}',
    description: 'How many rows are selected.',
  },
});
