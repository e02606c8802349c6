import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import type { Tagged } from '../../api/client.ts';

/** A dialog about a stored template. */
export interface TemplateDialogProps {
  readonly stored: Tagged<TemplateView>;
  readonly opened: boolean;
  readonly onClose: () => void;
}
