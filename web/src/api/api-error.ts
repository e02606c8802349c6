import { serverWords } from '../i18n/server-words.ts';
import type { Problem } from '../../../src/api/schemas/common.ts';

/** What is wrong in a request, and where. */
export type RequestMistake = Problem['mistakes'][number];

/** A request that did not succeed: what the API said about it, or that there was no answer. */
export class ApiError extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The error by its name in docs/errors.md; `UNREACHABLE` when there was no answer. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** The lines of the detail, with what they are about apart. */
  readonly wording: Problem['wording'];
  readonly requestId: string | null;
  readonly mistakes: readonly RequestMistake[];
  /** When a confirmation is needed: how many of what it concerns. */
  readonly counts: Problem['counts'];
  /** When a key does not work: what its provider answered. */
  readonly provider: Problem['provider'];

  constructor(problem: Omit<Problem, 'type' | 'requestId'> & { readonly requestId: string | null }) {
    super(`${problem.code}: ${problem.title}`);
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.wording = problem.wording;
    this.requestId = problem.requestId;
    this.mistakes = problem.mistakes;
    this.counts = problem.counts;
    this.provider = problem.provider;
  }

  /** True when the same request may succeed in a moment. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503;
  }
}

/** No answer came at all. */
export function unreachable(): ApiError {
  return withoutAnswer('UNREACHABLE');
}

/** No answer came for so long that nobody should have to wait any more. */
export function unanswered(): ApiError {
  return withoutAnswer('UNANSWERED');
}

/** Somebody did not want to wait for the answer to a command: whether it was done is not known. */
export function stopped(): ApiError {
  return withoutAnswer('STOPPED');
}

function withoutAnswer(code: string): ApiError {
  return new ApiError({
    status: 0,
    code,
    title: '',
    detail: '',
    wording: [],
    requestId: null,
    mistakes: [],
    counts: {},
  });
}

/** The error that an answer tells of; also when something between here and the API has answered in its place. */
export async function errorOf(response: Response): Promise<ApiError> {
  await serverWords();
  const requestId = response.headers.get('x-request-id');
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) return new ApiError(body);
  const title = response.statusText || `HTTP ${response.status}`;
  return new ApiError({
    status: response.status,
    code: 'NO_PROBLEM_DETAILS',
    title,
    detail: '',
    wording: [],
    requestId,
    mistakes: [],
    counts: {},
  });
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'mistakes' in body;
}
