export { Evaluator, Lexer, Parser, data } from "@actions/expressions";
export { truthy } from "@actions/expressions/result";
export {
  NoOperationTraceWriter,
  convertWorkflowTemplate,
  isBasicExpression,
  isBoolean,
  isMapping,
  isNumber,
  isSequence,
  isString,
  parseWorkflow,
} from "@actions/workflow-parser";
export { parseAction } from "@actions/workflow-parser/actions/action-parser";
export { convertActionTemplate } from "@actions/workflow-parser/actions/action-template";
