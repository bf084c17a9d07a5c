const require = process.getBuiltinModule;
import{e as o,f as r,g as m,h as p,i as t}from"./73PBPSCH.js";import"./7R6WMQSN.js";export{o as DEFAULT_YAML_LIMITS,r as WRITTEN_YAML_LIMITS,t as composeYaml,m as parseYaml,p as parseYamlWithLines};
