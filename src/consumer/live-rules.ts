import { compile } from '../rules/compile.ts';
import type { CompiledRules } from '../rules/compile.ts';
import type { Vocabulary } from '../rules/value-type.ts';
import type { Database, Transaction } from '../store/database/database.ts';
import { holdRulesRevision, loadActiveTemplates } from '../store/engine/templates.ts';

/** The active templates, compiled, as of a revision. */
export interface RulesSnapshot {
  readonly revision: number;
  readonly compiled: CompiledRules;
  /** Template id → the key that tables refer to. */
  readonly keys: ReadonlyMap<string, number>;
}

/** Thrown inside a transaction when templates have changed since the batch was matched: match it again. */
export class RulesChanged extends Error {
  constructor() {
    super('Badge templates have changed while a batch was processed.');
    this.name = 'RulesChanged';
  }
}

/**
 * Keeps the compiled templates up to date. Each batch asks for the revision first (see moment.ts), so that an event which is
 * read after a template was activated is always judged by it, in every process.
 */
export class LiveRules {
  readonly #database: Database;
  readonly #vocabulary: Vocabulary;
  #snapshot: RulesSnapshot | undefined;

  constructor(database: Database, vocabulary: Vocabulary) {
    this.#database = database;
    this.#vocabulary = vocabulary;
  }

  /** @param revision the one that the database has now */
  async at(revision: number): Promise<RulesSnapshot> {
    if (this.#snapshot?.revision === revision) return this.#snapshot;
    this.#snapshot = await this.#database.transaction(async (transaction) => {
      const held = await holdRulesRevision(transaction);
      const templates = await loadActiveTemplates(transaction);
      return {
        revision: held,
        compiled: compile(templates, this.#vocabulary),
        keys: new Map(templates.map(({ id, key }) => [id, key])),
      };
    });
    return this.#snapshot;
  }

  /**
   * Makes sure that the templates stay as the snapshot has them until the transaction ends.
   *
   * @throws RulesChanged when they have changed already
   */
  async hold(transaction: Transaction, snapshot: RulesSnapshot): Promise<void> {
    if ((await holdRulesRevision(transaction)) !== snapshot.revision) throw new RulesChanged();
  }
}
