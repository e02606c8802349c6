import type { Nemesis } from './nemesis.ts';

let edits = 0;

/** Templates are edited while events are judged by them: every batch under way has to begin again. */
export const editNemeses: readonly Nemesis[] = [
  {
    name: 'template-edits',
    what: '`laurel apply` changes a template, twice, while events are processed',
    strike: async ({ world }) => {
      for (let time = 0; time < 2; time += 1) {
        edits += 1;
        // It may meet another fault of the round; nothing is asked of it then.
        await world.apply(edits);
      }
    },
  },
];
