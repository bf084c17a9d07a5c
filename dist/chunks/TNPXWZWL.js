const require = process.getBuiltinModule;
import{a as o,b as r,c as m}from"./6ZDW5THW.js";import"./GNN5Q5DW.js";export{o as DEFAULT_YAML_LIMITS,r as parseYaml,m as parseYamlWithLines};
