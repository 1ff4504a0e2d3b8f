import {
  dateOrders,
  type ImportMapping,
  type ImportPreview,
  type ImportType,
} from '../../coaching/imports/import.ts';
import type { Form, FormField } from '../message.ts';
import { importWords } from '../words/imports.ts';

const say = importWords.imports;

/** So many columns stand in one form: each brings a list of all fields, and a card of Teams is small. */
export const columnsAForm = 8;
/** Value of a choice that leaves a column out. */
const leftOut = '-';

type Mapped = Pick<ImportPreview, 'log' | 'header' | 'fields'>;

/** How many forms the columns of a file take. */
export const formsFor = ({ header }: Pick<ImportPreview, 'header'>): number =>
  Math.max(1, Math.ceil(header.length / columnsAForm));

const spanOf = (page: number, header: readonly string[]): number[] =>
  [...header.keys()].slice(page * columnsAForm, (page + 1) * columnsAForm);

const fieldName = (column: number): string => `column-${column}`;

/** Which column holds what, from `page` (0-based) on as many as fit; with the first of them how days are read. */
export function importColumnsForm({ log, header, fields }: Mapped, page: number): Form {
  const options = [
    { value: leftOut, label: say.form.leaveOut },
    ...fields.map(({ key, label, required }) => ({ value: key, label: required ? `${label} *` : label })),
  ];
  const dates: FormField = {
    name: 'dates',
    label: say.form.dates,
    required: true,
    type: 'select',
    options: dateOrders.map((order) => ({ value: order, label: say.dateOrders[order] })),
    initial: log.mapping.dates,
  };
  return {
    id: 'import.columns',
    title: say.form.columns,
    intro: say.form.columnsIntro,
    fields: [
      ...spanOf(page, header).map((column): FormField => ({
        name: fieldName(column),
        label: (header[column] ?? '').trim() || `${column + 1}`,
        required: true,
        type: 'select',
        options,
        initial: log.mapping.columns[column] ?? leftOut,
      })),
      ...(page === 0 ? [dates] : []),
    ],
    submitLabel: say.form.save,
    context: `${log.id}:${page}`,
  };
}

/** What a form of columns says, put into the mapping as it stood. */
export function mappingFrom(
  { mapping }: ImportPreview['log'],
  header: readonly string[],
  values: Readonly<Record<string, string>>,
): ImportMapping {
  const columns = header.map((_, column) => {
    const chosen = values[fieldName(column)] ?? '';
    // Of another page, or not touched: as it was.
    return chosen === '' ? (mapping.columns[column] ?? null) : chosen === leftOut ? null : chosen;
  });
  const dates = dateOrders.find((order) => order === values['dates']) ?? mapping.dates;
  return { columns, dates };
}

/** By field of the form, columns that are chosen for what another one holds; empty: none. */
export function doubledColumns({ columns }: ImportMapping): Record<string, string> {
  const errors: Record<string, string> = {};
  const seen = new Set<string>();
  for (const [column, key] of columns.entries()) {
    if (key === null) continue;
    if (seen.has(key)) errors[fieldName(column)] = say.form.twice;
    seen.add(key);
  }
  return errors;
}

/** Another kind than the one that was guessed. @param types those that this person may import */
export const importKindForm = ({ log }: Pick<ImportPreview, 'log'>, types: readonly ImportType[]): Form => ({
  id: 'import.kind',
  title: say.form.kind,
  fields: [
    {
      name: 'type',
      label: say.form.kindLabel,
      required: true,
      type: 'select',
      options: types.map((type) => ({ value: type, label: say.types[type] })),
      initial: log.type,
    },
  ],
  submitLabel: say.form.save,
  context: log.id,
});
