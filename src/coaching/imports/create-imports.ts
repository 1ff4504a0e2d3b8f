import { cancelImport } from './cancel-import.ts';
import { confirmImport } from './confirm-import.ts';
import type { ImportDeps } from './deps.ts';
import { errorFile } from './error-file.ts';
import type { Imports } from './ports.ts';
import { expireImport } from './expire-import.ts';
import { importColumns } from './import-columns.ts';
import { prepareImport, previewImport } from './prepare-import.ts';
import { remapImport } from './remap-import.ts';
import { rollbackImport } from './rollback-import.ts';
import { runImport } from './run-import.ts';
import { listImports, showImport } from './show-import.ts';

/** The verbs of imports, with what they work on. */
export const createImports = (deps: ImportDeps): Imports => ({
  prepare: (actor, upload) => prepareImport(deps, actor, upload),
  preview: (actor, importId) => previewImport(deps, actor, importId),
  remap: (actor, importId, change) => remapImport(deps, actor, importId, change),
  confirm: (actor, importId) => confirmImport(deps, actor, importId),
  cancel: (actor, importId) => cancelImport(deps, actor, importId),
  run: (organizationId, importId, options) => runImport(deps, organizationId, importId, options),
  rollback: (actor, importId) => rollbackImport(deps, actor, importId),
  show: (actor, importId) => showImport(deps, actor, importId),
  list: (actor, limit) => listImports(deps, actor, limit),
  errorFile: (actor, importId) => errorFile(deps, actor, importId),
  columns: (actor, importId) => importColumns(deps, actor, importId),
  expire: (organizationId, importId) => expireImport(deps, organizationId, importId),
});
