import { compile } from '../rules/compile.ts';
import type { CompiledRules } from '../rules/compile.ts';
import type { Vocabulary } from '../rules/value-type.ts';
import type { Database, Transaction } from '../store/database/database.ts';
import { revocationReason } from './revocation-reason.ts';
import type { SiteLanguage } from './revocation-reason.ts';
import { holdRulesRevision, loadActiveTemplates } from '../store/engine/templates.ts';

/** The active templates, compiled, as of a revision. */
export interface RulesSnapshot {
  readonly revision: number;
  readonly compiled: CompiledRules;
  /** Template id → the key that tables refer to. */
  readonly keys: ReadonlyMap<string, number>;
  /** Why penalties take a badge, for its earner. */
  readonly reasonOf: (template: string, penalties: readonly string[]) => string;
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
  readonly #language: SiteLanguage;
  #snapshot: RulesSnapshot | undefined;

  /** @param language of what earners read */
  constructor(database: Database, vocabulary: Vocabulary, language: SiteLanguage = 'en') {
    this.#database = database;
    this.#vocabulary = vocabulary;
    this.#language = language;
  }

  /** @param revision the one that the database has now */
  async at(revision: number): Promise<RulesSnapshot> {
    if (this.#snapshot?.revision === revision) return this.#snapshot;
    this.#snapshot = await this.#database.transaction(async (transaction) => {
      const held = await holdRulesRevision(transaction);
      const templates = await loadActiveTemplates(transaction);
      const penalties = new Map(templates.map((template) => [template.id, template.penalties]));
      return {
        revision: held,
        compiled: compile(templates, this.#vocabulary),
        keys: new Map(templates.map(({ id, key }) => [id, key])),
        reasonOf: (template, ids) => revocationReason(penalties.get(template) ?? [], ids, this.#language),
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
