import type { analysisCommands as commands, analysisQueries as queries } from '../../shared/analysis/analysis.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { analysisMatrix, explainAnalysis, listAnalysis, stockAgeing } from './analysis.queries.ts';
import { configureAnalysis, settingsOf } from './settings.service.ts';

export const analysisCommands: CommandHandlers<{ analysis: typeof commands }> = { 'analysis.configure': configureAnalysis };

export const analysisQueries: QueryHandlers<{ analysis: typeof queries }> = {
  'analysis.settings': settingsOf,
  'analysis.list': listAnalysis,
  'analysis.matrix': analysisMatrix,
  'analysis.ageing': stockAgeing,
  'analysis.explain': explainAnalysis,
};
