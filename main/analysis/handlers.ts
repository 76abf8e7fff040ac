import type { analysisCommands as commands, analysisQueries as queries } from '../../shared/analysis/analysis.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { analysisMatrix, classesOf, explainAnalysis, listAnalysis, stockAgeing } from './analysis.queries.ts';
import { layersOfAge, ledgerOfFigure } from './ledger.queries.ts';
import { configureAnalysis, settingsOf } from './settings.service.ts';

export const analysisCommands: CommandHandlers<{ analysis: typeof commands }> = { 'analysis.configure': configureAnalysis };

/** `analysis.file` is answered outside: writing a workbook or a PDF takes a library and time. */
export const analysisQueries: Omit<QueryHandlers<{ analysis: typeof queries }>, 'analysis.file'> = {
  'analysis.settings': settingsOf,
  'analysis.list': listAnalysis,
  'analysis.matrix': analysisMatrix,
  'analysis.ageing': stockAgeing,
  'analysis.ledger': ledgerOfFigure,
  'analysis.layers': layersOfAge,
  'analysis.classes': classesOf,
  'analysis.explain': explainAnalysis,
};
