import { addAdmin } from './admin.ts';
import { addApply } from './apply.ts';
import { addBadge } from './badge.ts';
import { addConnections } from './connections.ts';
import { addDemo } from './demo.ts';
import { addDoctor } from './doctor.ts';
import { addExplain } from './explain.ts';
import { addExport } from './export.ts';
import { addHistory } from './history.ts';
import { addIssue } from './issue.ts';
import { addIssuers } from './issuers.ts';
import { addLearner } from './learner.ts';
import { addMigrate } from './migrate.ts';
import { addParked } from './parked.ts';
import type { AddCommand } from './program.ts';
import { addGaps } from './gaps.ts';
import { addPrune } from './prune.ts';
import { addProgress } from './progress.ts';
import { addReplay } from './replay.ts';
import { addRun } from './run.ts';
import { addSimulate } from './simulate.ts';
import { addSync } from './sync.ts';
import { addVerify } from './verify.ts';

/** All commands, in the order of the help. */
export const commands: readonly AddCommand[] = [
  addDemo,
  addRun,
  addSimulate,
  addMigrate,
  addPrune,
  addApply,
  addExport,
  addSync,
  addConnections,
  addIssuers,
  addIssue,
  addVerify,
  addExplain,
  addProgress,
  addParked,
  addGaps,
  addReplay,
  addHistory,
  addBadge,
  addLearner,
  addAdmin,
  addDoctor,
];
