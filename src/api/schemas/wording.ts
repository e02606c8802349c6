import { z } from 'zod';

const what = {
  text: z.string().meta({ description: 'The complete sentence, in English.' }),
  sentence: z.string().nullable().meta({
    description: "The English sentence with `{0}`, `{1}` in place of its values; null: it can't be translated.",
  }),
};

const value = z.union([z.string(), z.number()]);
const lastWording = z.strictObject({ ...what, values: z.array(value) });
const innerWording = z.strictObject({ ...what, values: z.array(z.union([value, lastWording])) });

/** A sentence for people, with what it is about apart: pages say it in the language of their reader. */
export const wording = z
  .strictObject({ ...what, values: z.array(z.union([value, innerWording])) })
  .meta({ id: 'Wording', description: 'A sentence, and what it is about, so that it can be said in other languages.' });

export type Wording = z.output<typeof wording>;

/** One thing that is wrong in a request, and where. */
export const requestMistake = z
  .strictObject({
    path: z.array(z.union([z.string(), z.int()])).meta({ description: 'Path within the body or the query.' }),
    message: z.string().meta({ description: 'What is wrong, and what would be valid.' }),
    wording,
  })
  .meta({ id: 'RequestMistake' });

export type RequestMistake = z.output<typeof requestMistake>;
